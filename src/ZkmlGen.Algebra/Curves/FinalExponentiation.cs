namespace ZkmlGen.Algebra;

/// <summary>f^((q^12 - 1) / r) = (f^((q^6 - 1)(q^2 + 1)))^((q^4 - q^2 + 1) / r).</summary>
internal static class FinalExponentiation
{
    public static Fq12 Apply(in Fq12 f) => Hard(Easy(f));

    private static Fq12 Easy(in Fq12 f)
    {
        var g = Fq12Accumulator.OfThread;
        g.Value = f.Conjugate();
        g.Multiply(f.Inverse());
        g.Multiply(Frobenius.Apply(g.Value, 2));
        return g.Value;
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
        Fq12 inverse2 = fx2.Conjugate(), inverse3 = fx3.Conjugate();
        var t = Fq12Accumulator.OfThread;
        // y6^2 y4 y5
        t.Value = inverse3;
        t.Multiply(Frobenius.Apply(inverse3, 1));
        t.CyclotomicSquare();
        t.Multiply(fx.Conjugate());
        t.Multiply(Frobenius.Apply(inverse2, 1));
        t.Multiply(inverse2);
        var t0 = t.Value;
        // t1 = ((t0 y3 y5)^2 t0 y2)^2
        t.Multiply(Frobenius.Apply(fx.Conjugate(), 1));
        t.Multiply(inverse2);
        t.CyclotomicSquare();
        t.Multiply(t0);
        t.Multiply(Frobenius.Apply(fx2, 2));
        t.CyclotomicSquare();
        var t1 = t.Value;
        // (t1 y1)^2 t1 y0
        t.Multiply(f.Conjugate());
        t.CyclotomicSquare();
        t.Multiply(t1);
        t.Multiply(Frobenius.Apply(f, 1));
        t.Multiply(Frobenius.Apply(f, 2));
        t.Multiply(Frobenius.Apply(f, 3));
        return t.Value;
    }
}
