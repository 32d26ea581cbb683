namespace ZkmlGen.Algebra;

/// <summary>Multiples k 2^(8 w) G of the generator for all bytes k and windows w: a product with it is at most 32 additions. Half a megabyte.</summary>
internal static class GeneratorTable
{
    private const int WindowBits = 8;
    private const int Windows = 256 / WindowBits;
    private static readonly Lazy<G1Affine[]> Table = new(Build);

    /// <summary>s G.</summary>
    public static G1 Multiply(in Fr s)
    {
        var table = Table.Value;
        var scalar = s.ToCanonical();
        var sum = G1.Zero;
        for (var window = 0; window < Windows; window++)
        {
            sum += table[(window << WindowBits) | (int)scalar.Bits(window * WindowBits, WindowBits)];
        }
        return sum;
    }

    private static G1Affine[] Build()
    {
        var multiples = new G1[Windows << WindowBits];
        var unit = G1.From(G1Affine.Generator);
        for (var window = 0; window < Windows; window++)
        {
            var row = multiples.AsSpan(window << WindowBits, 1 << WindowBits);
            for (var k = 1; k < row.Length; k++)
            {
                row[k] = row[k - 1] + unit;
            }
            unit = row[^1] + unit;
        }
        var table = new G1Affine[multiples.Length];
        G1.ToAffine(multiples, table);
        return table;
    }
}
