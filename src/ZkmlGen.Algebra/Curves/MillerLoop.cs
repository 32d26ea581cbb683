namespace ZkmlGen.Algebra;

/// <summary>The Miller loops of several pairs, with the squarings in Fq12 shared.</summary>
internal static class MillerLoop
{
    /// <summary>6x + 2, 65 bits.</summary>
    private static readonly UInt128 Length = 6 * (UInt128)Bn254.X + 2;

    public static Fq12 Product(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Affine> b)
    {
        var pairs = Start(a, b);
        var f = Fq12.One;
        for (var i = 126 - (int)UInt128.LeadingZeroCount(Length); i >= 0; i--)
        {
            f = f.Square();
            foreach (var pair in pairs)
            {
                f = pair.Double(f);
            }
            if ((Length >> i & 1) != 0)
            {
                foreach (var pair in pairs)
                {
                    f = pair.Add(f, pair.Q);
                }
            }
        }
        foreach (var pair in pairs)
        {
            f = pair.Add(f, pair.Q.Untwisted(1));
            f = pair.Add(f, pair.Q.Untwisted(2).Negate());
        }
        return f;
    }

    private static List<MillerPair> Start(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Affine> b)
    {
        var pairs = new List<MillerPair>(a.Length);
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].IsInfinity && !b[i].IsInfinity)
            {
                pairs.Add(new(a[i], b[i]));
            }
        }
        return pairs;
    }
}
