using System.Collections.Concurrent;

namespace ZkmlGen.Algebra;

/// <summary>
/// sum of digits times points by buckets that are filled with batched affine additions. It gives up on points that the shortcut formulas can't add (equal or
/// opposite partial sums), which those of an SRS never are; <see cref="BucketMsm"/> is right for everything. Instances own their working memory and are rented
/// for one sum at a time: about 6 bytes for each of at most max(MaximumReferences, digits of one bucket set) digits, and 250 bytes a bucket.
/// </summary>
internal sealed unsafe class BatchMsm : IDisposable
{
    /// <summary>Digits that are sorted together, if a single bucket set does not have more.</summary>
    private const int MaximumReferences = 1 << 21;

    private static readonly ConcurrentBag<BatchMsm> Pool = [];

    private readonly NativeBuffer<ulong> scalars = new();
    private readonly NativeBuffer<short> digits = new();
    private readonly NativeBuffer<G1Affine> sums = new();
    private readonly BucketSort sort = new();
    private readonly BucketReduction?[] reductions = new BucketReduction?[MsmWindow.Maximum];

    public static BatchMsm Rent() => Pool.TryTake(out var msm) ? msm : new();

    /// <summary>Back to the pool.</summary>
    public void Dispose() => Pool.Add(this);

    /// <summary>Room for so many digits.</summary>
    public short* Digits(long count) => digits.Reserve(count);

    /// <summary>The scalars as plain integers, in memory of this instance.</summary>
    public FrVector Canonical(FrVector source)
    {
        var words = scalars.Reserve((long)source.Blocks * FrVector.BlockWords);
        var result = new FrVector(words, source.Length);
        FrVec.Scale(result, source, Fr.From(new Limbs(1, 0, 0, 0)));
        return result;
    }

    /// <summary>sum over columns and rows of 2^(c set) digit * point; columns are in ascending order of their sets. False if the shortcut formulas do not apply.</summary>
    public bool TrySum(G1Affine* points, ReadOnlySpan<DigitColumn> columns, int rows, int c, int threads, out G1 result)
    {
        result = G1.Zero;
        while (columns.Length > 0)
        {
            var first = FirstOfLastSets(columns, rows);
            var set = columns[first].Set;
            var sets = columns[^1].Set + 1 - set;
            if (!TrySumSets(points, columns[first..], rows, set, sets, c, threads, out var sum))
            {
                return false;
            }
            for (var i = 0; i < sets * c; i++)
            {
                result = result.Double();
            }
            result += sum;
            columns = columns[..first];
        }
        return true;
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

    private bool TrySumSets(G1Affine* points, ReadOnlySpan<DigitColumn> columns, int rows, int firstSet, int sets, int c, int threads, out G1 result)
    {
        var buckets = 1 << (c - 1);
        sums.Reserve((long)sets * buckets);
        sort.Sort(columns, firstSet, rows, sets, buckets, threads);
        result = default;
        return SegmentSum.Add(points, sort.References, sort.Starts, sets * buckets, sums.Pointer, threads)
            && (reductions[c - 1] ??= new(c - 1)).TryReduce(sums.Pointer, sort.Starts, sets, threads, out result);
    }
}
