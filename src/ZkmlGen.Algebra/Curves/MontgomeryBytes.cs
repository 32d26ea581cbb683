using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Coordinates as they stand in .ptau files: 32 bytes, little-endian, in Montgomery form with factor 2^256.</summary>
internal static class MontgomeryBytes
{
    private static readonly Fq Sixteen = Fq.FromInt64(16);

    /// <summary>False if the bytes are not below q. The same limbs with the factor 2^260 stand for a 16th of the value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fq value)
    {
        var limbs = MemoryMarshal.Read<Limbs>(bytes);
        var canonical = Montgomery<FqField>.IsCanonical(limbs);
        value = canonical ? Fq.From(limbs) * Sixteen : Fq.Zero;
        return canonical;
    }

    /// <summary>c0 and then c1.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fq2 value)
    {
        var canonical = TryRead(bytes[..32], out Fq c0) & TryRead(bytes[32..], out Fq c1);
        value = new(c0, c1);
        return canonical;
    }
}
