using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>The constraints of docs/protocol.md, step 4, written down once more, one point at a time.</summary>
internal static class ConstraintFormulas
{
    /// <summary>sum alpha^j constraint_j.</summary>
    public static Fr Combine(RowView row, ConstraintChallenges ch)
    {
        var sum = Fr.Zero;
        var j = 0;
        foreach (var (_, value) in All(row, ch)) sum += ch.AlphaPowers[j++] * value;
        return sum;
    }

    /// <summary>Names in the order of the document.</summary>
    public static IEnumerable<string> Names(int lanes)
    {
        for (var c = 0; c < lanes; c++) yield return $"split{c}";
        for (var c = 0; c < lanes; c++) yield return $"helper{c}";
        foreach (var name in new[] { "table", "A", "Z", "Q", "check" }) yield return name;
    }

    /// <summary>Names and values in the order of the document.</summary>
    public static IEnumerable<(string Name, Fr Value)> All(RowView row, ConstraintChallenges ch) => Names(row.Y.Length).Zip(Values(row, ch));

    private static IEnumerable<Fr> Values(RowView row, ConstraintChallenges ch)
    {
        var lanes = row.Y.Length;
        for (var c = 0; c < lanes; c++) yield return Split(row, ch, c);
        for (var c = 0; c < lanes; c++) yield return Helper(row, ch, c);
        yield return row.On * (row.TableHelper * (ch.G + row.TableTag + ch.Theta * row.TableValue) - row.Mult);
        yield return FoldOne(row, ch);
        yield return FoldTwo(row, ch);
        yield return InnerProduct(row, ch);
        yield return row.Last * (row.NextQ - row.NextA - ch.Kappa * (ch.Y * row.NextZ + row.U[0] - ch.Claim));
    }

    /// <summary>pre of a cell.</summary>
    public static Fr Pre(RowView row, ConstraintChallenges ch, int c) =>
        row.P * (row.Y[c] - row.N[c] + ch.RemainderUnit * row.R[c]) + row.Square * row.N[c];

    /// <summary>act of a cell.</summary>
    public static Fr Act(RowView row, int c) => row.Y[c] + row.Lo + row.Square * row.N[c];

    private static Fr Split(RowView row, ConstraintChallenges ch, int c)
    {
        var (y, n) = (row.Y[c], row.N[c]);
        var half = Fr.FromInt64(2).Inverse();
        return (row.On - row.Square) * y * n + row.Square * n * n - row.SquareScale * (y + n + ch.RemainderUnit * row.R[c] - half);
    }

    private static Fr Helper(RowView row, ConstraintChallenges ch, int c)
    {
        var first = ch.G + row.Tag + ch.Theta * (row.Y[c] + row.N[c]);
        var second = ch.G + ch.RemainderTag + ch.Theta * row.R[c];
        return row.V * (row.H[c] * first * second - (first + second));
    }

    private static Fr FoldOne(RowView row, ConstraintChallenges ch)
    {
        var value = (row.On + row.End) * row.A - row.On * (ch.B.Pow((ulong)row.Y.Length) * row.NextA + row.PublicInput);
        for (var c = 0; c < row.Y.Length; c++) value -= ch.B.Pow((ulong)c) * Pre(row, ch, c);
        return value;
    }

    private static Fr FoldTwo(RowView row, ConstraintChallenges ch)
    {
        var next = ch.Y.Pow((ulong)row.Y.Length) * row.NextZ;
        for (var c = 0; c < row.Y.Length; c++) next += ch.Y.Pow((ulong)c) * row.U[c];
        return (row.On + row.End) * row.Z - row.On * next;
    }

    private static Fr InnerProduct(RowView row, ConstraintChallenges ch)
    {
        var (next, helpers, squares) = (row.NextQ, -row.TableHelper, Fr.Zero);
        for (var c = 0; c < row.Y.Length; c++)
        {
            next += (row.Y[c] + row.Lo) * row.U[c];
            helpers += row.H[c];
            squares += row.N[c] * row.U[c];
        }
        return (row.On + row.End) * row.Q - row.On * (next + ch.Kappa * ch.Kappa * helpers) - row.Square * squares;
    }
}
