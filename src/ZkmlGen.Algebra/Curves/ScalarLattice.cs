using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>
/// The lattice of all (a, b) with a + lambda b = 0 mod r, by two short vectors v1 and v2. (k, 0) less the nearest lattice point m1 v1 + m2 v2 is a short
/// vector (k1, k2) with k = k1 + lambda k2. Guide to Elliptic Curve Cryptography (Hankerson, Menezes, Vanstone, 2004), algorithm 3.74.
/// </summary>
internal sealed class ScalarLattice
{
    private const int Shift = 254;
    private readonly UInt128 scale1, scale2, a1, b1, a2, b2;

    public ScalarLattice(BigInteger lambda)
    {
        var (v1, v2) = ShortVectors(lambda);
        var determinant = v1.A * v2.B - v2.A * v1.B;
        var m1 = determinant.Sign * v2.B;
        var m2 = -determinant.Sign * v1.B;
        scale1 = Scaled(m1);
        scale2 = Scaled(m2);
        (a1, b1) = (LowBits(m1.Sign * v1.A), LowBits(m1.Sign * v1.B));
        (a2, b2) = (LowBits(m2.Sign * v2.A), LowBits(m2.Sign * v2.B));
    }

    /// <summary>k = k1 + lambda k2 mod r. The results are small, so that arithmetic mod 2^128 gives them.</summary>
    public void Split(in Limbs k, out Int128 k1, out Int128 k2)
    {
        var m1 = MultiplyScaled(k, scale1);
        var m2 = MultiplyScaled(k, scale2);
        k1 = (Int128)unchecked(new UInt128(k.L1, k.L0) - m1 * a1 - m2 * a2);
        k2 = (Int128)unchecked(-(m1 * b1) - m2 * b2);
    }

    /// <summary>Remainders s r + t lambda of the Euclidean algorithm give vectors (remainder, -t): the first two below the square root of r, or the one before.</summary>
    private static ((BigInteger A, BigInteger B) V1, (BigInteger A, BigInteger B) V2) ShortVectors(BigInteger lambda)
    {
        (BigInteger A, BigInteger B) before = (Bn254.R, 0), current = (lambda, -1);
        while (current.A * current.A >= Bn254.R)
        {
            (before, current) = (current, Next(before, current));
        }
        var after = Next(before, current);
        return (current, Norm(before) < Norm(after) ? before : after);
    }

    private static (BigInteger A, BigInteger B) Next((BigInteger A, BigInteger B) before, (BigInteger A, BigInteger B) current)
    {
        var quotient = before.A / current.A;
        return (before.A - quotient * current.A, before.B - quotient * current.B);
    }

    private static BigInteger Norm((BigInteger A, BigInteger B) v) => BigInteger.Max(BigInteger.Abs(v.A), BigInteger.Abs(v.B));

    /// <summary>round(2^254 |m| / r).</summary>
    private static UInt128 Scaled(BigInteger m) => (UInt128)(((BigInteger.Abs(m) << (Shift + 1)) / Bn254.R + 1) >> 1);

    private static UInt128 LowBits(BigInteger value) => (UInt128)(value & ((BigInteger.One << 128) - 1));

    /// <summary>round(k scale / 2^254).</summary>
    private static UInt128 MultiplyScaled(in Limbs k, UInt128 scale)
    {
        ulong s0 = (ulong)scale, s1 = (ulong)(scale >> 64), carry = 0;
        Limbs.MultiplyAdd(k.L0, s0, 0, ref carry);
        var t1 = Limbs.MultiplyAdd(k.L1, s0, 0, ref carry);
        var t2 = Limbs.MultiplyAdd(k.L2, s0, 0, ref carry);
        var t3 = Limbs.MultiplyAdd(k.L3, s0, 0, ref carry);
        var t4 = carry;
        carry = 0;
        Limbs.MultiplyAdd(k.L0, s1, t1, ref carry);
        t2 = Limbs.MultiplyAdd(k.L1, s1, t2, ref carry);
        t3 = Limbs.MultiplyAdd(k.L2, s1, t3, ref carry);
        t4 = Limbs.MultiplyAdd(k.L3, s1, t4, ref carry);
        var t5 = carry;
        return new UInt128((t5 << 2) | (t4 >> 62), (t4 << 2) | (t3 >> 62)) + ((t3 >> 61) & 1);
    }
}
