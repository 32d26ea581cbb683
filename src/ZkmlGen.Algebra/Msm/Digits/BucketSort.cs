using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Puts the points of all non-zero digits in the order of their buckets, by counting: bucket number set * buckets + |digit| - 1. Each thread counts and
/// places its own part of the rows, so that the order within a bucket does not depend on timing.
/// </summary>
internal sealed unsafe class BucketSort : IDisposable
{
    private readonly NativeBuffer<uint> references = new();
    private readonly NativeBuffer<int> starts = new();
    private readonly NativeBuffer<int> positions = new();

    /// <summary>Point references, bucket by bucket.</summary>
    public uint* References => references.Pointer;
    /// <summary>Where each bucket starts in References; one more entry ends the last.</summary>
    public int* Starts => starts.Pointer;

    /// <summary>
    /// Sorts the columns, rows digits each, of the sets from firstSet on, which gets the first buckets. The extra references follow in so many segments more.
    /// </summary>
    public void Sort(ReadOnlySpan<DigitColumn> columns, ReadOnlySpan<uint> extra, int extraSegments, int firstSet, int rows, int sets, int buckets, int threads)
    {
        var all = sets * buckets;
        references.Reserve((long)columns.Length * rows + extra.Length + ChunkSum.Overrun);
        starts.Reserve(all + extraSegments + 1);
        positions.Reserve((long)threads * all);
        new Span<int>(positions.Pointer, threads * all).Clear();
        var shared = columns.ToArray();
        ThreadRanges.Run(threads, rows, (part, first, length) => Count(shared, first, length, buckets, positions.Pointer + part * all - firstSet * buckets));
        Place(all, threads);
        ThreadRanges.Run(threads, rows, (part, first, length) => Scatter(shared, first, length, buckets, positions.Pointer + part * all - firstSet * buckets));
        Append(extra, extraSegments, all);
    }

    /// <summary>The extra references, in segments of nearly the same length.</summary>
    private void Append(ReadOnlySpan<uint> extra, int segments, int all)
    {
        var first = Starts[all];
        extra.CopyTo(new(References + first, extra.Length));
        for (var segment = 1; segment <= segments; segment++)
        {
            Starts[all + segment] = first + extra.Length * segment / segments;
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Count(DigitColumn[] columns, int first, int length, int buckets, int* counts)
    {
        foreach (var column in columns)
        {
            var set = counts + column.Set * buckets - 1;
            for (var i = first; i < first + length; i++)
            {
                int digit = column.Digits[i], sign = digit >> 31;
                if (digit != 0)
                {
                    set[(digit ^ sign) - sign]++;
                }
            }
        }
    }

    /// <summary>Counts to places: bucket by bucket, and part by part within a bucket.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Place(int all, int parts)
    {
        var place = 0;
        for (var bucket = 0; bucket < all; bucket++)
        {
            Starts[bucket] = place;
            for (var part = 0; part < parts; part++)
            {
                ref var position = ref positions.Pointer[part * all + bucket];
                (position, place) = (place, place + position);
            }
        }
        Starts[all] = place;
    }

    [MethodImpl(HotLoop.Options)]
    private void Scatter(DigitColumn[] columns, int first, int length, int buckets, int* places)
    {
        var sorted = References;
        foreach (var column in columns)
        {
            var set = places + column.Set * buckets - 1;
            for (var i = first; i < first + length; i++)
            {
                int digit = column.Digits[i], sign = digit >> 31;
                if (digit != 0)
                {
                    sorted[set[(digit ^ sign) - sign]++] = (uint)(column.FirstPoint + i) << 1 | (uint)-sign;
                }
            }
        }
    }

    public void Dispose()
    {
        references.Dispose();
        starts.Dispose();
        positions.Dispose();
    }
}
