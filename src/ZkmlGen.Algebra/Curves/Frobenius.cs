using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>The maps a -> a^(q^k) on Fq12, and their constants gamma[k][i] = xi^(i (q^k - 1) / 6), since (w^i)^(q^k) = gamma[k][i] w^i.</summary>
internal static class Frobenius
{
    private static readonly Fq2[][] Gamma = [[], Constants(1), Constants(2), Constants(3)];

    /// <summary>gamma[power][i].</summary>
    public static ref readonly Fq2 Coefficient(int power, int i) => ref Gamma[power][i];

    /// <summary>a^(q^power), power 1 to 3.</summary>
    public static Fq12 Apply(in Fq12 a, int power)
    {
        var gamma = Gamma[power];
        var odd = (power & 1) != 0;
        var c0 = new Fq6(Map(a.C0.C0, odd), Map(a.C0.C1, odd) * gamma[2], Map(a.C0.C2, odd) * gamma[4]);
        var c1 = new Fq6(Map(a.C1.C0, odd) * gamma[1], Map(a.C1.C1, odd) * gamma[3], Map(a.C1.C2, odd) * gamma[5]);
        return new(c0, c1);
    }

    /// <summary>a^(q^k) in Fq2: the conjugate for odd k.</summary>
    private static Fq2 Map(in Fq2 a, bool odd) => odd ? a.Conjugate() : a;

    private static Fq2[] Constants(int power)
    {
        var step = Fq2.Xi.Pow((BigInteger.Pow(Bn254.Q, power) - 1) / 6);
        var gamma = new Fq2[6];
        gamma[0] = Fq2.One;
        for (var i = 1; i < gamma.Length; i++)
        {
            gamma[i] = gamma[i - 1] * step;
        }
        return gamma;
    }
}
