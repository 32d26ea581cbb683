namespace ZkmlGen.Algebra;

/// <summary>The Miller loops of several pairs, with the squarings in Fq12 shared.</summary>
internal static class MillerLoop
{
    public static Fq12 Product(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Lines> b)
    {
        var f = Fq12Accumulator.OfThread;
        f.Value = Fq12.One;
        var line = 0;
        for (var i = G2Lines.LoopDigits.Length - 2; i >= 0; i--)
        {
            f.Square();
            MultiplyByLines(f, a, b, line++);
            if (G2Lines.LoopDigits[i] != 0)
            {
                MultiplyByLines(f, a, b, line++);
            }
        }
        MultiplyByLines(f, a, b, line++);
        MultiplyByLines(f, a, b, line);
        return f.Value;
    }

    private static void MultiplyByLines(Fq12Accumulator f, ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Lines> b, int index)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].IsInfinity && !b[i].IsInfinity)
            {
                var line = b[i].Lines[index];
                f.MultiplyByLine(a[i].Y, line.Slope * -a[i].X, line.Offset);
            }
        }
    }
}
