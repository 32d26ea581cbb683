namespace ZkmlGen.Algebra;

internal static partial class Montgomery<F>
{
    /// <summary>r = R^2 / a mod p, the inverse in Montgomery form; 0 for 0. Variable time. r may be a.</summary>
    /// <remarks>
    /// Division steps (Bernstein, Yang, "Fast constant-time gcd computation and modular inversion", 2019, eprint 2019/266) on f = p and g = a, 62 at
    /// a time: the steps depend on the lowest bits of f and g only, and make a matrix of small integers, which is then applied to f and g
    /// and, mod p, to the cofactors d and e with f = a d and g = a e.
    /// </remarks>
    internal static void Invert(in Limbs a, out Limbs r)
    {
        var p = new Signed62(new Limbs(F.P0, F.P1, F.P2, F.P3));
        var f = p;
        var g = new Signed62(a);
        var d = default(Signed62);
        // Entering Montgomery form twice undoes the factor R of a and gives the inverse its own.
        Multiply(F.RSquared, F.RSquared, out var rCubed);
        var e = new Signed62(1);
        var eta = -1L;
        while (!g.IsZero)
        {
            var step = DivisionSteps.Next((ulong)f.W0, (ulong)g.W0, ref eta);
            step.Apply(ref f, ref g);
            step.Apply(ref d, ref e, p, F.NegatedInverse);
        }
        // f is the gcd up to its sign: 1 or -1, unless a is 0 and d too.
        Multiply(d.Residue(p, negate: f.W4 < 0), rCubed, out r);
    }
}
