using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>
/// phi(x, y) = (beta x, y) with a cube root of unity beta; phi(P) = lambda P. A scalar is split into two of half the length, k = k1 + lambda k2:
/// Gallant, Lambert, Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms", CRYPTO 2001.
/// </summary>
internal static class Endomorphism
{
    /// <summary>Bits of a half, sign included.</summary>
    public const int Bits = 128;

    private static readonly Fq Beta = Fq.FromBigInteger(BigInteger.ModPow(3, (Bn254.Q - 1) / 3, Bn254.Q));
    private static readonly ScalarLattice Lattice = new(Lambda);

    /// <summary>The root of lambda^2 + lambda + 1 mod r that belongs to beta.</summary>
    public static BigInteger Lambda
    {
        get
        {
            var root = BigInteger.ModPow(5, (Bn254.R - 1) / 3, Bn254.R);
            var image = Fr.FromBigInteger(root) * G1.From(G1Affine.Generator);
            return image.ToAffine() == Apply(G1Affine.Generator) ? root : Bn254.R - 1 - root;
        }
    }

    /// <summary>phi(P).</summary>
    public static G1Affine Apply(in G1Affine p) => new(p.X * Beta, p.Y);

    /// <summary>scalar = half1 + lambda half2 mod r, halves below 2^127 in magnitude; scalar is a plain integer below r.</summary>
    public static void Split(in Limbs scalar, out Int128 half1, out Int128 half2) => Lattice.Split(scalar, out half1, out half2);
}
