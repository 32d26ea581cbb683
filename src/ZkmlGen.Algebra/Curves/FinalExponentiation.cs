namespace ZkmlGen.Algebra;

/// <summary>f^((q^12 - 1) / r) = (f^((q^6 - 1)(q^2 + 1)))^((q^4 - q^2 + 1) / r).</summary>
internal static class FinalExponentiation
{
    public static Fq12 Apply(in Fq12 f) => Hard(Easy(f));

    private static Fq12 Easy(in Fq12 f)
    {
        var g = f.Conjugate() * f.Inverse();
        return Frobenius.Apply(g, 2) * g;
    }

    /// <summary>
    /// The exponent in base q has coefficients that are polynomials in x; y0 y1^2 y2^6 y3^12 y4^18 y5^30 y6^36 by one addition chain:
    /// Scott, Benger, Charlemagne, Dominguez Perez, Kachisa, "On the final exponentiation for calculating pairings", 2009, eprint 2008/490, section 5.
    /// </summary>
    private static Fq12 Hard(in Fq12 f)
    {
        var fx = f.CyclotomicPow(Bn254.X);
        var fx2 = fx.CyclotomicPow(Bn254.X);
        var fx3 = fx2.CyclotomicPow(Bn254.X);
        var y0 = Frobenius.Apply(f, 1) * Frobenius.Apply(f, 2) * Frobenius.Apply(f, 3);
        var y1 = f.Conjugate();
        var y2 = Frobenius.Apply(fx2, 2);
        var y3 = Frobenius.Apply(fx, 1).Conjugate();
        var y4 = (fx * Frobenius.Apply(fx2, 1)).Conjugate();
        var y5 = fx2.Conjugate();
        var y6 = (fx3 * Frobenius.Apply(fx3, 1)).Conjugate();
        var t0 = y6.CyclotomicSquare() * y4 * y5;
        var t1 = y3 * y5 * t0;
        t0 *= y2;
        t1 = (t1.CyclotomicSquare() * t0).CyclotomicSquare();
        t0 = t1 * y1;
        t1 *= y0;
        return t0.CyclotomicSquare() * t1;
    }
}
