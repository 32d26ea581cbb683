using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// An element of the base field of BN254, q = 21888242871839275222246405745257275088696311157297823662689037894645226208583.
/// Montgomery form with factor 2^260 (so that scalar and lane code share one representation), four 64-bit limbs, little-endian, canonical.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Fq : IEquatable<Fq>
{
    internal readonly ulong L0, L1, L2, L3;

    internal Fq(ulong l0, ulong l1, ulong l2, ulong l3) => (L0, L1, L2, L3) = (l0, l1, l2, l3);

    /// <summary>0.</summary>
    public static Fq Zero => default;
    /// <summary>1.</summary>
    public static Fq One => From(FqField.R);
    /// <summary>A small integer, negative ones as q - |value|.</summary>
    public static Fq FromInt64(long value) => From(Montgomery<FqField>.FromInt64(value));
    /// <summary>value mod q, any sign.</summary>
    public static Fq FromBigInteger(BigInteger value) => From(Montgomery<FqField>.FromBigInteger(value));
    /// <summary>The canonical integer in [0, q).</summary>
    public BigInteger ToBigInteger() => Montgomery<FqField>.ToBigInteger(ToCanonical());
    /// <summary>A uniform element from the operating system's generator.</summary>
    public static Fq Random() => From(Montgomery<FqField>.Random());

    /// <summary>Reads 32 bytes, big-endian; false if the value is not below q.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fq value)
    {
        var integer = Montgomery<FqField>.ReadBigEndian(bytes);
        var canonical = Montgomery<FqField>.IsCanonical(integer);
        value = canonical ? From(Montgomery<FqField>.Enter(integer)) : Zero;
        return canonical;
    }

    /// <summary>Reads 32 bytes, big-endian, and reduces mod q.</summary>
    public static Fq ReadReduced(ReadOnlySpan<byte> bytes) => From(Montgomery<FqField>.Enter(Montgomery<FqField>.ReadBigEndian(bytes)));

    /// <summary>Writes 32 bytes, big-endian, canonical.</summary>
    public void Write(Span<byte> bytes) => Montgomery<FqField>.WriteBigEndian(ToCanonical(), bytes);

    /// <summary>The canonical integer as four limbs (out of Montgomery form).</summary>
    internal Limbs ToCanonical() => Montgomery<FqField>.Leave(AsLimbs(this));

    internal static Fq From(in Limbs limbs) => new(limbs.L0, limbs.L1, limbs.L2, limbs.L3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly Limbs AsLimbs(in Fq a) => ref Unsafe.As<Fq, Limbs>(ref Unsafe.AsRef(in a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Limbs OutLimbs([UnscopedRef] out Fq r)
    {
        Unsafe.SkipInit(out r);
        return ref Unsafe.As<Fq, Limbs>(ref r);
    }

    /// <inheritdoc/>
    public bool Equals(Fq other) => L0 == other.L0 && L1 == other.L1 && L2 == other.L2 && L3 == other.L3;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fq other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);
    /// <summary>The canonical value, decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
