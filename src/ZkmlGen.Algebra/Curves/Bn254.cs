using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>The parameters of BN254 (alt_bn128 on the EVM); everything else follows from x.</summary>
internal static class Bn254
{
    /// <summary>The parameter of the BN family: q = 36x^4 + 36x^3 + 24x^2 + 6x + 1, r = 36x^4 + 36x^3 + 18x^2 + 6x + 1.</summary>
    public const ulong X = 4965661367192848881;

    /// <summary>The modulus of the base field.</summary>
    public static BigInteger Q { get; } = Polynomial(24);

    /// <summary>The order of G1, G2 and of the target group.</summary>
    public static BigInteger R { get; } = Polynomial(18);

    private static BigInteger Polynomial(int square) => 36 * BigInteger.Pow(X, 4) + 36 * BigInteger.Pow(X, 3) + square * BigInteger.Pow(X, 2) + 6 * new BigInteger(X) + 1;
}
