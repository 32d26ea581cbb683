using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Sums of full-width multiples of a few points that never change, from a table of the multiples of 16^k times each point: no doublings.</summary>
internal sealed class FixedPointSums
{
    private const int Digits = 64;
    private const int Multiples = 15;
    private readonly G1Affine[] table;

    public FixedPointSums(ReadOnlySpan<G1Affine> points)
    {
        Count = points.Length;
        var multiples = new G1[Count * Digits * Multiples];
        var next = 0;
        foreach (ref readonly var point in points)
        {
            var unit = G1.From(point);
            for (var digit = 0; digit < Digits; digit++)
            {
                var multiple = G1.Zero;
                for (var m = 0; m < Multiples; m++) multiples[next++] = multiple += unit;
                unit = multiple + unit;
            }
        }
        table = new G1Affine[multiples.Length];
        G1.ToAffine(multiples, table);
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>sum scalars[i] points[i] for all i below scalars.Length.</summary>
    public G1 Sum(ReadOnlySpan<Fr> scalars)
    {
        var sum = G1.Zero;
        Span<byte> bytes = stackalloc byte[Digits / 2];
        for (var i = 0; i < scalars.Length; i++)
        {
            scalars[i].Write(bytes);
            for (var digit = 0; digit < Digits; digit++)
            {
                var pair = bytes[Digits / 2 - 1 - digit / 2];
                var value = digit % 2 == 0 ? pair & 15 : pair >> 4;
                if (value != 0) sum += table[(i * Digits + digit) * Multiples + value - 1];
            }
        }
        return sum;
    }
}
