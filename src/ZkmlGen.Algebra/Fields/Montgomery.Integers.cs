using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace ZkmlGen.Algebra;

internal static partial class Montgomery<F>
{
    /// <summary>p.</summary>
    internal static BigInteger Modulus { get; } = ToBigInteger(new Limbs(F.P0, F.P1, F.P2, F.P3));

    /// <summary>Any 256-bit integer to Montgomery form of its residue.</summary>
    internal static Limbs Enter(in Limbs value)
    {
        Multiply(F.RSquared, value, out var r);
        return r;
    }

    /// <summary>The canonical integer of a Montgomery form.</summary>
    internal static Limbs Leave(in Limbs value)
    {
        Multiply(value, new Limbs(1, 0, 0, 0), out var r);
        return r;
    }

    internal static Limbs FromInt64(long value)
    {
        var magnitude = Enter(new Limbs(value < 0 ? 0UL - (ulong)value : (ulong)value, 0, 0, 0));
        if (value >= 0)
        {
            return magnitude;
        }
        Subtract(default, magnitude, out var r);
        return r;
    }

    internal static Limbs FromBigInteger(BigInteger value)
    {
        var residue = BigInteger.Remainder(value, Modulus);
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        (residue.Sign < 0 ? residue + Modulus : residue).TryWriteBytes(bytes, out _, isUnsigned: true);
        bytes.Reverse();
        return Enter(ReadBigEndian(bytes));
    }

    internal static BigInteger ToBigInteger(in Limbs value)
    {
        Span<byte> bytes = stackalloc byte[32];
        WriteBigEndian(value, bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    internal static Limbs ReadBigEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..32]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    internal static void WriteBigEndian(in Limbs value, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..32], value.L0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], value.L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], value.L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value.L3);
    }

    /// <summary>Uniform in [0, p): 254 random bits, drawn again until they are below p. Uniform in Montgomery form too.</summary>
    internal static Limbs Random()
    {
        Span<byte> bytes = stackalloc byte[32];
        Limbs candidate;
        do
        {
            RandomNumberGenerator.Fill(bytes);
            bytes[0] &= 0x3f;
            candidate = ReadBigEndian(bytes);
        }
        while (!IsCanonical(candidate));
        return candidate;
    }
}
