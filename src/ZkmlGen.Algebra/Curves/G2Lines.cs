namespace ZkmlGen.Algebra;

/// <summary>
/// The lines of the Miller loop of a point Q of G2, for any number of pairings with it: about 100 additions on the twist that depend on Q alone.
/// Immutable; 14 KB.
/// </summary>
public sealed class G2Lines
{
    /// <summary>6x + 2 in digits 0, 1, -1, no two neighbours of which are not 0; the lowest first.</summary>
    internal static readonly int[] LoopDigits = Digits(6 * (UInt128)Bn254.X + 2);

    private readonly List<Line> lines = [];

    /// <summary>The lines of a point, which has to be in the subgroup.</summary>
    public G2Lines(in G2Affine q)
    {
        IsInfinity = q.IsInfinity;
        if (IsInfinity)
        {
            return;
        }
        var t = q;
        for (var i = LoopDigits.Length - 2; i >= 0; i--)
        {
            t = Double(t);
            if (LoopDigits[i] != 0)
            {
                t = Add(t, LoopDigits[i] > 0 ? q : q.Negate());
            }
        }
        t = Add(t, q.Untwisted(1));
        Add(t, q.Untwisted(2).Negate());
    }

    /// <summary>The lines of the standard generator.</summary>
    public static G2Lines Generator { get; } = new(G2Affine.Generator);

    /// <summary>True if the point was infinity: there are no lines.</summary>
    internal bool IsInfinity { get; }

    /// <summary>In the order in which the loop takes them: a tangent for each digit below the first, a chord behind it if it is not 0, and two more chords.</summary>
    internal IReadOnlyList<Line> Lines => lines;

    /// <summary>
    /// A line through twisted points, y = slope x - offset, with the offset slope x1 - y1. At P it is y_P - slope x_P w + offset v w:
    /// Costello, Lange, Naehrig, "Faster pairing computations on curves with high-degree twists", PKC 2010, eprint 2009/615.
    /// </summary>
    internal readonly record struct Line(Fq2 Slope, Fq2 Offset);

    private G2Affine Double(in G2Affine t)
    {
        var xx = t.X.Square();
        return Third(t, t.X, (xx.Double() + xx) * t.Y.Double().Inverse());
    }

    /// <summary>t + r; t is another multiple of Q than r and -r.</summary>
    private G2Affine Add(in G2Affine t, in G2Affine r) => Third(t, r.X, (t.Y - r.Y) * (t.X - r.X).Inverse());

    /// <summary>Notes the line and returns the sum of t and the other point of it, which has this x.</summary>
    private G2Affine Third(in G2Affine t, in Fq2 x, in Fq2 slope)
    {
        var sum = slope.Square() - t.X - x;
        lines.Add(new(slope, slope * t.X - t.Y));
        return new(sum, slope * (t.X - sum) - t.Y);
    }

    private static int[] Digits(UInt128 value)
    {
        var digits = new List<int>();
        for (; value != 0; value >>= 1)
        {
            var digit = (value & 1) == 0 ? 0 : 2 - (int)(value & 3);
            digits.Add(digit);
            value = digit < 0 ? value + 1 : value - (UInt128)digit;
        }
        return [.. digits];
    }
}
