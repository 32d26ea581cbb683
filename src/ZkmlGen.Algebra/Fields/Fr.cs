using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// An element of the scalar field of BN254, r = 21888242871839275222246405745257275088548364400416034343698204186575808495617.
/// Montgomery form with factor 2^260 (so that scalar and lane code share one representation), four 64-bit limbs, little-endian, canonical.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Fr : IEquatable<Fr>
{
    internal readonly ulong L0, L1, L2, L3;

    internal Fr(ulong l0, ulong l1, ulong l2, ulong l3) => (L0, L1, L2, L3) = (l0, l1, l2, l3);

    /// <summary>0.</summary>
    public static Fr Zero => default;
    /// <summary>1.</summary>
    public static Fr One => From(FrField.R);
    /// <summary>A small integer, negative ones as r - |value|.</summary>
    public static Fr FromInt64(long value) => From(Montgomery<FrField>.FromInt64(value));
    /// <summary>value mod r, any sign.</summary>
    public static Fr FromBigInteger(BigInteger value) => From(Montgomery<FrField>.FromBigInteger(value));
    /// <summary>The canonical integer in [0, r).</summary>
    public BigInteger ToBigInteger() => Montgomery<FrField>.ToBigInteger(ToCanonical());
    /// <summary>A uniform element from the operating system's generator.</summary>
    public static Fr Random() => From(Montgomery<FrField>.Random());

    /// <summary>Reads 32 bytes, big-endian; false if the value is not below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fr value)
    {
        var integer = Montgomery<FrField>.ReadBigEndian(bytes);
        var canonical = Montgomery<FrField>.IsCanonical(integer);
        value = canonical ? From(Montgomery<FrField>.Enter(integer)) : Zero;
        return canonical;
    }

    /// <summary>Reads 32 bytes, big-endian, and reduces mod r.</summary>
    public static Fr ReadReduced(ReadOnlySpan<byte> bytes) => From(Montgomery<FrField>.Enter(Montgomery<FrField>.ReadBigEndian(bytes)));

    /// <summary>Writes 32 bytes, big-endian, canonical.</summary>
    public void Write(Span<byte> bytes) => Montgomery<FrField>.WriteBigEndian(ToCanonical(), bytes);

    /// <summary>The canonical integer as four limbs (out of Montgomery form).</summary>
    internal Limbs ToCanonical() => Montgomery<FrField>.Leave(AsLimbs(this));

    internal static Fr From(in Limbs limbs) => new(limbs.L0, limbs.L1, limbs.L2, limbs.L3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly Limbs AsLimbs(in Fr a) => ref Unsafe.As<Fr, Limbs>(ref Unsafe.AsRef(in a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Limbs OutLimbs([UnscopedRef] out Fr r)
    {
        Unsafe.SkipInit(out r);
        return ref Unsafe.As<Fr, Limbs>(ref r);
    }

    /// <inheritdoc/>
    public bool Equals(Fr other) => L0 == other.L0 && L1 == other.L1 && L2 == other.L2 && L3 == other.L3;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fr other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);
    /// <summary>The canonical value, decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
