namespace ZkmlGen.Algebra;

/// <summary>
/// The optimal ate pairing e(P, Q) = f_(6x+2, Q)(P) l_(..., psi(Q))(P) l_(..., -psi^2(Q))(P), raised to (q^12 - 1) / r:
/// Vercauteren, "Optimal pairings", IEEE Trans. Inf. Theory 56 (2010), eprint 2008/096.
/// </summary>
public static class Pairing
{
    /// <summary>product e(a[i], b[i]) = 1. Pairs with an infinity count as 1. All points must be in their groups.</summary>
    public static bool Check(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Affine> b) => Product(a, Lines(b)).IsOne;

    /// <summary>The same for points of G2 whose lines are at hand, in half the time.</summary>
    public static bool Check(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Lines> b) => Product(a, b).IsOne;

    /// <summary>product e(a[i], b[i]).</summary>
    internal static Fq12 Product(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Affine> b) => Product(a, Lines(b));

    private static Fq12 Product(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Lines> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"A pairing product needs as many points of G1 ({a.Length}) as of G2 ({b.Length}).", nameof(b));
        }
        return FinalExponentiation.Apply(MillerLoop.Product(a, b));
    }

    private static G2Lines[] Lines(ReadOnlySpan<G2Affine> points)
    {
        var lines = new G2Lines[points.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new(points[i]);
        }
        return lines;
    }
}
