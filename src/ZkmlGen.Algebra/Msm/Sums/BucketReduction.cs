using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// From the sums S_d of the buckets d = 1 .. 2^h of several sets to the weighted sum over sets and buckets of 2^((h + 1) set) d S_d. It is taken as
/// sum over bits k of 2^k T_k, T_k being the sum of the S_d with bit k of d set: first the sums over the lower half and over the upper half of the bits of d
/// (two additions a bucket), then the bits of each half, all in rounds of independent additions.
/// </summary>
internal sealed unsafe class BucketReduction(int h) : IDisposable
{
    private readonly int low = h / 2, high = h - h / 2;
    private readonly SegmentList halves = new();
    private readonly SegmentList bits = new();

    /// <summary>Buckets of a set.</summary>
    private int Buckets => 1 << h;
    /// <summary>Sums of a set over one half of the bits: upper halves not 0, lower halves not 0, the bucket 2^h.</summary>
    private int Halves => Rows + Columns + 1;
    private int Rows => (1 << high) - 1;
    private int Columns => (1 << low) - 1;

    /// <summary>The weighted sum; bucket d of a set is number set * 2^h + d - 1. False if the shortcut formulas do not apply.</summary>
    public bool TryReduce(G1Affine* sums, int* starts, int sets, int threads, out G1 result)
    {
        result = default;
        AddHalves(starts, sets);
        if (!halves.Sum(sums, threads))
        {
            return false;
        }
        AddBits(sets);
        if (!bits.Sum(halves.Sums, threads))
        {
            return false;
        }
        result = WeightedSum();
        return true;
    }

    [MethodImpl(HotLoop.Options)]
    private void AddHalves(int* starts, int sets)
    {
        halves.Clear(2L * sets * Buckets, sets * Halves);
        for (var set = 0; set < sets; set++)
        {
            var zero = set * Buckets - 1;
            for (var row = 1; row <= Rows; row++)
            {
                AddBuckets(starts, zero + (row << low), 1, 1 << low);
            }
            for (var column = 1; column <= Columns; column++)
            {
                AddBuckets(starts, zero + column, 1 << low, 1 << high);
            }
            AddBuckets(starts, zero + Buckets, 1, 1);
        }
    }

    /// <summary>A segment of count buckets; d = 0 does not exist, and rows and columns of 0 are left out, so it never comes up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddBuckets(int* starts, int first, int step, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var bucket = first + i * step;
            if (starts[bucket + 1] > starts[bucket])
            {
                halves.Add(bucket);
            }
        }
        halves.End();
    }

    [MethodImpl(HotLoop.Options)]
    private void AddBits(int sets)
    {
        bits.Clear((long)sets * Halves * (high + 1), sets * (h + 1));
        for (var set = 0; set < sets; set++)
        {
            var rows = set * Halves;
            var columns = rows + Rows;
            for (var k = 0; k < low; k++)
            {
                AddBit(columns, Columns, k);
            }
            for (var k = 0; k < high; k++)
            {
                AddBit(rows, Rows, k);
            }
            AddBit(columns + Columns, 1, 0);
        }
    }

    /// <summary>A segment of the sums number i (from 1 to count, at first + i - 1) with bit k of i set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddBit(int first, int count, int k)
    {
        for (var i = 1; i <= count; i++)
        {
            if ((i >> k & 1) != 0 && halves.IsPresent(first + i - 1))
            {
                bits.Add(first + i - 1);
            }
        }
        bits.End();
    }

    /// <summary>sum 2^k T_k over the bits of all sets, which follow each other.</summary>
    private G1 WeightedSum()
    {
        var sum = G1.Zero;
        for (var k = bits.Count - 1; k >= 0; k--)
        {
            sum = sum.Double();
            if (bits.IsPresent(k))
            {
                sum += PointAdder.Canonical(bits.Sums[k]);
            }
        }
        return sum;
    }

    public void Dispose()
    {
        halves.Dispose();
        bits.Dispose();
    }
}
