using System.Collections.Concurrent;

namespace ZkmlGen.Algebra;

/// <summary>
/// sum of digits times points by buckets that are filled with batched affine additions. It gives up on points that the shortcut formulas can't add (equal or
/// opposite partial sums), which those of an SRS never are; <see cref="BucketMsm"/> is right for everything. Instances own their working memory and are rented
/// for one sum at a time: 2 bytes a digit, 4 more for each of at most max(MaximumReferences, digits of one bucket set) of them, and 250 bytes a bucket; that is
/// about 20 MB for 2^16 full-width scalars. After a sum of more than KeptDigits digits it is freed.
/// </summary>
internal sealed unsafe class BatchMsm : IDisposable
{
    /// <summary>Digits that are sorted together, if a single bucket set does not have more.</summary>
    private const int MaximumReferences = 1 << 21;

    /// <summary>Extra references are summed in so many parts, so that they take no more rounds than the buckets.</summary>
    private const int ExtraSegments = 8;

    private const long KeptDigits = 1 << 23;

    private static readonly ConcurrentBag<BatchMsm> Pool = [];

    private readonly NativeBuffer<ulong> scalars = new();
    private readonly NativeBuffer<short> digits = new();
    private readonly NativeBuffer<G1Affine> sums = new();
    private readonly BucketSort sort = new();
    private readonly BucketReduction?[] reductions = new BucketReduction?[MsmWindow.Maximum];

    public static BatchMsm Rent() => Pool.TryTake(out var msm) ? msm : new();

    /// <summary>Back to the pool, if it has not grown too large for that.</summary>
    public void Dispose()
    {
        if (digits.Capacity <= KeptDigits)
        {
            Pool.Add(this);
            return;
        }
        scalars.Dispose();
        digits.Dispose();
        sums.Dispose();
        sort.Dispose();
        foreach (var reduction in reductions)
        {
            reduction?.Dispose();
        }
    }

    /// <summary>Room for so many digits.</summary>
    public short* Digits(long count) => digits.Reserve(count);

    /// <summary>Room for so many scalars.</summary>
    public FrVector Scalars(int count) => new(scalars.Reserve((long)(count + FrVector.Block) * 4), count);

    /// <summary>
    /// sum over columns and rows of 2^(c set) digit * point, plus the points of the extra references; columns are in ascending order of their sets.
    /// False if the shortcut formulas do not apply.
    /// </summary>
    public bool TrySum(G1Affine* points, ReadOnlySpan<DigitColumn> columns, ReadOnlySpan<uint> extra, int rows, int c, int threads, out G1 result)
    {
        result = G1.Zero;
        while (true)
        {
            var first = FirstOfLastSets(columns, rows);
            var sets = columns.Length == 0 ? 0 : columns[^1].Set + 1 - columns[first].Set;
            if (!TrySumSets(points, columns[first..], first == 0 ? extra : default, rows, sets, c, threads, out var sum))
            {
                return false;
            }
            for (var i = 0; i < sets * c && !result.IsZero; i++)
            {
                result = result.Double();
            }
            result += sum;
            columns = columns[..first];
            if (columns.Length == 0)
            {
                return true;
            }
        }
    }

    /// <summary>The first column of as many whole sets, from the last one down, as are sorted together.</summary>
    private static int FirstOfLastSets(ReadOnlySpan<DigitColumn> columns, int rows)
    {
        var first = columns.Length;
        while (first > 0)
        {
            var next = first - 1;
            while (next > 0 && columns[next - 1].Set == columns[next].Set)
            {
                next--;
            }
            if (first < columns.Length && (long)(columns.Length - next) * rows > MaximumReferences)
            {
                break;
            }
            first = next;
        }
        return first;
    }

    private bool TrySumSets(G1Affine* points, ReadOnlySpan<DigitColumn> columns, ReadOnlySpan<uint> extra, int rows, int sets, int c, int threads, out G1 result)
    {
        var buckets = 1 << (c - 1);
        var all = sets * buckets;
        var extraSegments = extra.Length == 0 ? 0 : ExtraSegments;
        sums.Reserve(all + extraSegments);
        sort.Sort(columns, extra, extraSegments, sets == 0 ? 0 : columns[0].Set, rows, sets, buckets, threads);
        result = default;
        if (!SegmentSum.Add(points, sort.References, sort.Starts, all + extraSegments, sums.Pointer, threads)
            || !(reductions[c - 1] ??= new(c - 1)).TryReduce(sums.Pointer, sort.Starts, sets, threads, out result))
        {
            return false;
        }
        for (var i = all; i < all + extraSegments; i++)
        {
            result += sort.Starts[i + 1] > sort.Starts[i] ? PointAdder.Canonical(sums.Pointer[i]) : default;
        }
        return true;
    }
}
