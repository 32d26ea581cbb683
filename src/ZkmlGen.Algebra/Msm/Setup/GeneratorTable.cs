namespace ZkmlGen.Algebra;

/// <summary>
/// Multiples k 2^(8 w) G of the generator, k from 1 to 128, for all windows w: a product is a sum of at most 32 of them or their negatives. 256 KB.
/// Sums of different windows are never equal or opposite, as integers have one representation by such digits, so the shortcut formulas apply.
/// </summary>
internal static unsafe class GeneratorTable
{
    private const int WindowBits = 8;
    private const int Windows = 32;
    private const int Multiples = 1 << (WindowBits - 1);
    private static readonly G1Affine[] Table = Build();

    /// <summary>results[i] = scalars[i] G.</summary>
    public static void Multiply(FrVector scalars, Span<G1Affine> results)
    {
        var stride = scalars.Blocks * FrVector.Block;
        using var msm = BatchMsm.Rent();
        using var terms = new SegmentList();
        var digits = msm.Digits((long)Windows * stride);
        FullDigits.Write(scalars, msm.Scalars(scalars.Length), WindowBits, Windows, digits, stride);
        terms.Clear((long)Windows * scalars.Length, scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
        {
            AddTerms(terms, digits + i, stride);
        }
        fixed (G1Affine* table = Table)
        {
            if (!terms.Sum(table, threads: 1))
            {
                throw new InvalidOperationException("Two partial sums of multiples of the generator are equal or opposite, which can't be.");
            }
        }
        for (var i = 0; i < scalars.Length; i++)
        {
            results[i] = terms.IsPresent(i) ? PointAdder.Canonical(terms.Sums[i]) : default;
        }
    }

    private static void AddTerms(SegmentList terms, short* digits, int stride)
    {
        for (var window = 0; window < Windows; window++)
        {
            int digit = digits[window * stride];
            if (digit != 0)
            {
                terms.Add(window * Multiples + Math.Abs(digit) - 1, digit < 0);
            }
        }
        terms.End();
    }

    private static G1Affine[] Build()
    {
        var multiples = new G1[Windows * Multiples];
        var unit = G1.From(G1Affine.Generator);
        for (var window = 0; window < Windows; window++)
        {
            var row = multiples.AsSpan(window * Multiples, Multiples);
            row[0] = unit;
            for (var k = 1; k < row.Length; k++)
            {
                row[k] = row[k - 1] + unit;
            }
            unit = row[^1].Double();
        }
        var table = new G1Affine[multiples.Length];
        G1.ToAffine(multiples, table);
        return table;
    }
}
