using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Everything about the domain at zeta that no commitment is needed for (Check 3).</summary>
internal sealed class DomainValues
{
    public Fr Zeta { get; private init; }
    public Fr InverseZeta { get; private init; }
    /// <summary>zeta^N.</summary>
    public Fr ZetaToRows { get; private init; }
    public Fr On { get; private init; }
    public Fr End { get; private init; }
    public Fr Last { get; private init; }
    public Fr V { get; private init; }
    public Fr PublicInput { get; private init; }

    /// <summary>The inverse of zeta times the product over I of zeta - omega^i, I = rows n..N-1, then the reveal rows. 0 if there is none.</summary>
    public static Fr Hint(Dimensions size, int[] revealRows, in Fr zeta) => Prefixes(Differences(size, revealRows, zeta))[^1].Inverse();

    /// <summary>False if zeta is in the domain or the hint is wrong (Check 2): the values mean nothing then.</summary>
    public static bool TryCompute(Dimensions size, int[] revealRows, ReadOnlySpan<Fr> words, in Fr zeta, in Fr hint, out DomainValues values)
    {
        var factors = Differences(size, revealRows, zeta);
        var prefixes = Prefixes(factors);
        var zetaToRows = zeta.Pow((ulong)size.Rows);
        var inverses = new Fr[factors.Length];
        var suffix = hint;
        for (var k = factors.Length - 1; k > 0; k--)
        {
            inverses[k] = suffix * prefixes[k - 1];
            suffix *= factors[k];
        }
        values = Compute(size, revealRows, words, zetaToRows, factors, suffix, inverses);
        return zetaToRows != Fr.One && hint * prefixes[^1] == Fr.One;
    }

    private static DomainValues Compute(
        Dimensions size, int[] revealRows, ReadOnlySpan<Fr> words, in Fr zetaToRows, Fr[] factors, in Fr inverseZeta, Fr[] inverses)
    {
        var omega = Fr.RootOfUnity(size.LogRows);
        var scale = (zetaToRows - Fr.One) * Fr.FromInt64(size.Rows).Inverse();
        var blinding = size.Rows - size.ActiveRows;
        Fr Lagrange(int row, int index) => omega.Pow((ulong)row) * scale * inverses[index];
        Fr off = Fr.Zero, publicInput = Fr.Zero;
        for (var k = 0; k < blinding; k++) off += Lagrange(size.ActiveRows + k, 1 + k);
        for (var k = 0; k < revealRows.Length; k++) publicInput += words[k] * Lagrange(revealRows[k], 1 + blinding + k);
        return new DomainValues
        {
            Zeta = factors[0],
            InverseZeta = inverseZeta,
            ZetaToRows = zetaToRows,
            On = Fr.One - off,
            End = Lagrange(size.ActiveRows, 1),
            Last = Lagrange(size.Rows - 1, blinding),
            V = factors[blinding - 1] * factors[blinding],
            PublicInput = publicInput,
        };
    }

    /// <summary>zeta, then zeta - omega^i for the rows of I.</summary>
    private static Fr[] Differences(Dimensions size, int[] revealRows, in Fr zeta)
    {
        var omega = Fr.RootOfUnity(size.LogRows);
        var factors = new Fr[1 + size.Rows - size.ActiveRows + revealRows.Length];
        factors[0] = zeta;
        var k = 1;
        for (var row = size.ActiveRows; row < size.Rows; row++) factors[k++] = zeta - omega.Pow((ulong)row);
        foreach (var row in revealRows) factors[k++] = zeta - omega.Pow((ulong)row);
        return factors;
    }

    private static Fr[] Prefixes(Fr[] factors)
    {
        var prefixes = new Fr[factors.Length];
        prefixes[0] = factors[0];
        for (var k = 1; k < factors.Length; k++) prefixes[k] = prefixes[k - 1] * factors[k];
        return prefixes;
    }
}
