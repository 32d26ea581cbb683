using System.ComponentModel;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// What generated circuits have in common: the arithmetic behind their loops, for any model. The generated class holds the structure (which cells,
/// which tiles, which scales) as code and constants.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class GeneratedCircuit : ZkCircuit
{
    /// <summary>1.</summary>
    protected static Fr One => Fr.One;

    /// <summary>An entry of a public map.</summary>
    protected static Fr Integer(long value) => Fr.FromInt64(value);

    /// <summary>A positive entry of a public map that is too long for 64 bits: words of 32 bits, the highest first.</summary>
    protected static Fr Integer(ReadOnlySpan<uint> words)
    {
        var value = Fr.Zero;
        var shift = Fr.FromInt64(1L << 32);
        foreach (var word in words) value = value * shift + Fr.FromInt64(word);
        return value;
    }

    /// <summary>Takes back what <see cref="Sums"/> and <see cref="Single"/> gave to this thread.</summary>
    protected static void FreeSums() => SumsMemory.Free();

    /// <summary>So many zeros, until the next <see cref="FreeSums"/> of this thread.</summary>
    protected static Span<Fr> Sums(int count) => SumsMemory.Rent(count);

    /// <summary>A vector of one value, as long.</summary>
    protected static ReadOnlySpan<Fr> Single(in Fr value)
    {
        var vector = Sums(1);
        vector[0] = value;
        return vector;
    }
}
