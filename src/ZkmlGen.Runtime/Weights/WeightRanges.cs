using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>Consecutive tile rows whose entries have so many digits.</summary>
/// <param name="First">The first row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Digits">At least 1.</param>
public readonly record struct WeightRange(int First, int Rows, int Digits);

/// <summary>
/// Ranges of all weights: an entry with n digits is sum d_i 2^(bits i) over i below n, each d_i in [-2^(bits-1), 2^(bits-1)). Every integer of the range has
/// exactly one such form.
/// </summary>
/// <param name="DigitBits">Bits of a digit.</param>
/// <param name="LogRows">log2 of the rows of the proof's circuit: with more of them the proof is shorter, and needs more powers of tau.</param>
/// <param name="Items">The ranges in order; together all tile rows.</param>
public sealed record WeightRanges(int DigitBits, int LogRows, EquatableArray<WeightRange> Items)
{
    private const int MinimumBits = 4, MaximumBits = 16;
    /// <summary>Weights are 32-bit integers; the digits of the longest ones reach a little further.</summary>
    private const int MaximumDigits = 32 / MinimumBits + 1;
    private const long MaximumCells = 1 << 28;
    private const int PreferredLanes = 16, MaximumLanes = 256;
    private const int PreferredLogRows = 20, MaximumLogRows = 26;

    /// <summary>Number of digits in all weight columns.</summary>
    public long Cells(int columns) => columns * Items.Sum(range => (long)range.Rows * range.Digits);

    /// <summary>2^(bits n) for the largest n: every weight is smaller in magnitude.</summary>
    public BigInteger Bound => BigInteger.One << (DigitBits * Items.Select(range => range.Digits).DefaultIfEmpty(0).Max());

    /// <summary>The ranges with the fewest digits, one for each matrix: tile rows that the same maps place. What they tell of the weights is public.</summary>
    /// <param name="circuit">The circuit of the weights.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="grows">More rows than the circuit's are preferred to more lanes; else, as with a development SRS, they are taken only where lanes do not suffice.</param>
    internal static WeightRanges Of(CircuitDescription circuit, WeightColumns weights, bool grows)
    {
        var parts = Parts(circuit);
        var extremes = parts.Select(part => Extremes(weights, part.First, part.Rows)).ToArray();
        var largest = Math.Clamp(circuit.Size.LogRows - 1, MinimumBits, MaximumBits);
        var best = Enumerable.Range(MinimumBits, largest - MinimumBits + 1)
            .Select(bits => new WeightRanges(bits, Math.Max(circuit.Size.LogRows, bits + 1), Merge(parts.Zip(extremes, (part, extreme) => new WeightRange(part.First, part.Rows, Digits(extreme, bits))))))
            .MinBy(ranges => ranges.Cells(circuit.Size.WeightColumns) + (1L << ranges.DigitBits))!;
        while (best.Lanes(circuit) > (grows && best.LogRows < PreferredLogRows ? PreferredLanes : MaximumLanes)) best = best with { LogRows = best.LogRows + 1 };
        return best;
    }

    /// <summary>True if weights of any size fit the lanes of a proof with the circuit's rows.</summary>
    internal static bool FitAlways(CircuitDescription circuit) =>
        new WeightRanges(MinimumBits, circuit.Size.LogRows, new[] { new WeightRange(0, circuit.Size.TileRows, MaximumDigits) }).Lanes(circuit) <= MaximumLanes;

    /// <summary>Lanes of the proof's circuit: all digits, behind the constant's row.</summary>
    internal int Lanes(CircuitDescription circuit)
    {
        var rows = (1L << LogRows) - 6;
        return (int)Math.Min(int.MaxValue, Math.Max(1, (Cells(circuit.Size.WeightColumns) + rows - 1) / rows));
    }

    /// <summary>True if they are ranges of all rows of this circuit's tiles, one after the other, and the proof's circuit has a possible size.</summary>
    public bool Covers(CircuitDescription circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        var next = 0;
        foreach (var range in Items)
        {
            if (range.First != next || range.Rows < 1 || range.Rows > circuit.Size.TileRows - next || range.Digits is < 1 or > MaximumDigits) return false;
            next += range.Rows;
        }
        return next == circuit.Size.TileRows && DigitBits is >= MinimumBits and <= MaximumBits && LogRows >= Math.Max(circuit.Size.LogRows, DigitBits + 1)
            && LogRows <= MaximumLogRows && Cells(circuit.Size.WeightColumns) <= MaximumCells && Lanes(circuit) <= MaximumLanes;
    }

    /// <summary>Digit number index of a weight.</summary>
    internal int Digit(long weight, int index)
    {
        var half = 1L << (DigitBits - 1);
        for (; index > 0; index--) weight = (weight + half) >> DigitBits;
        return (int)(((weight + half) & ((half << 1) - 1)) - half);
    }

    /// <summary>Tile rows between the ends of all maps' rows.</summary>
    private static (int First, int Rows)[] Parts(CircuitDescription circuit)
    {
        var cuts = new SortedSet<int> { 0, circuit.Size.TileRows };
        foreach (var map in circuit.TileMaps)
        {
            var (low, high) = (map.Placement.Tile, map.Placement.Tile);
            foreach (var factor in map.Placement.Factors)
            {
                low += factor.Runs.Items.Min(run => run.Tile + Math.Min(0, (run.Count - 1) * run.TileStep));
                high += factor.Runs.Items.Max(run => run.Tile + Math.Max(0, (run.Count - 1) * run.TileStep));
            }
            cuts.Add(low);
            cuts.Add(high + 1);
        }
        int[] ends = [.. cuts];
        return [.. ends.Zip(ends.Skip(1), (first, end) => (first, end - first))];
    }

    private static (int Low, int High) Extremes(WeightColumns weights, int first, int rows)
    {
        var (low, high) = (0, 0);
        for (var k = 0; k < weights.Count; k++)
        {
            foreach (var weight in weights[k].Slice(first, rows)) (low, high) = (Math.Min(low, weight), Math.Max(high, weight));
        }
        return (low, high);
    }

    private static int Digits((int Low, int High) extremes, int bits)
    {
        var (unit, half) = (1L, 1L << (bits - 1));
        for (var digits = 1; ; digits++, unit = (unit << bits) + 1)
        {
            if (extremes.Low >= -half * unit && extremes.High <= (half - 1) * unit) return digits;
        }
    }

    private static WeightRange[] Merge(IEnumerable<WeightRange> ranges)
    {
        var merged = new List<WeightRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && merged[^1].Digits == range.Digits) merged[^1] = merged[^1] with { Rows = merged[^1].Rows + range.Rows };
            else merged.Add(range);
        }
        return [.. merged];
    }
}
