using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// The active rows from a row on. Where cells and table have ended, every column of an honest proof is an arithmetic progression there (mostly of
/// zeros), so that two fixed points stand for all of its terms.
/// </summary>
internal sealed class ProgressionTail(int start, int activeRows)
{
    /// <summary>The first row.</summary>
    public int Start { get; } = start;

    /// <summary>The sums over the tail of L_i and of (n - 1 - i) L_i.</summary>
    public G1Affine[] Points(MsmBases rows, int threads) => [Sum(rows, _ => 1, threads), Sum(rows, i => activeRows - 1 - i, threads)];

    /// <summary>True if row i of the tail is last + (n - 1 - i) step.</summary>
    public bool TryMatch(FrVector values, out Fr last, out Fr step)
    {
        last = values[activeRows - 1];
        step = activeRows - Start >= 2 ? values[activeRows - 2] - last : Fr.Zero;
        var expected = last;
        for (var i = activeRows - 1; i >= Start; i--)
        {
            if (values[i] != expected) return false;
            expected += step;
        }
        return true;
    }

    private G1Affine Sum(MsmBases rows, Func<int, int> factor, int threads)
    {
        var factors = new int[activeRows];
        for (var i = Start; i < activeRows; i++) factors[i] = factor(i);
        return rows.Multiply(factors, threads).ToAffine();
    }
}
