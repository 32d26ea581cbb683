namespace ZkmlGen.Algebra;

internal static partial class Montgomery<F>
{
    private static readonly Signed62 Prime62 = Signed62.From(new Limbs(F.P0, F.P1, F.P2, F.P3));

    /// <summary>r = a^-1 mod p, 0 for 0. Variable time.</summary>
    /// <remarks>
    /// Bernstein, Yang, "Fast constant-time gcd computation and modular inversion", 2019, eprint 2019/266: division steps on (f, g), starting from (p, a), are done
    /// 62 at a time on the lowest words, which gives a 2x2 matrix; it is then applied to the long f and g, and mod p to (d, e) with d a = f, e a = g mod p.
    /// In the end g = 0 and f = 1 or -1.
    /// </remarks>
    internal static void Invert(in Limbs a, out Limbs r)
    {
        Signed62 f = Prime62, g = Signed62.From(a), d = default, e = new(1, 0, 0, 0, 0);
        var delta = 1L;
        while (!g.IsZero)
        {
            delta = DivisionSteps.Matrix(delta, f.L0 | (f.L1 << Signed62.Bits), g.L0 | (g.L1 << Signed62.Bits), out var matrix);
            matrix.Apply(ref f, ref g);
            matrix.Apply(ref d, ref e, Prime62, (long)F.NegatedInverse);
        }
        // d is in (-2p, p), and a = x R has the inverse x^-1 R^-1: two factors R^2 bring it to x^-1 R.
        var inverse = f.IsNegative ? -d : d;
        while (inverse.IsNegative)
        {
            inverse += Prime62;
        }
        Multiply(F.RSquared, inverse.ToLimbs(), out r);
        Multiply(F.RSquared, r, out r);
    }
}
