using System.Buffers.Binary;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Where blinding comes from: uniform field elements, one after the other.</summary>
internal abstract class FieldRandom
{
    /// <summary>The next element.</summary>
    public abstract Fr Next();
}

/// <summary>The operating system's generator.</summary>
internal sealed class SystemRandom : FieldRandom
{
    public override Fr Next() => Fr.Random();
}

/// <summary>Reproducible blinding, for tests: it hides nothing.</summary>
internal sealed class SeededRandom(int seed) : FieldRandom
{
    private long counter;

    public override Fr Next()
    {
        Span<byte> message = stackalloc byte[sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(message, seed);
        BinaryPrimitives.WriteInt64BigEndian(message[sizeof(int)..], counter++);
        return Fr.ReadReduced(Keccak256.Hash(message));
    }
}
