namespace ZkmlGen.Algebra;

/// <summary>
/// sum s_i P_i by buckets: the points of one window are added up by the magnitude of their digit, and a running sum from the largest bucket down
/// gives every bucket its weight. Right for all inputs (infinity, equal and opposite points).
/// </summary>
internal static unsafe class BucketMsm
{
    /// <summary>Windows, and parts of the points if windows are fewer than threads, are spread over the threads.</summary>
    public static G1 Sum<TScalars>(G1Affine* points, TScalars scalars, int threads) where TScalars : struct, IMsmScalars
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (scalars.Length == 0 || scalars.Bits == 0)
        {
            return G1.Zero;
        }
        var windowBits = BestWindow(scalars.Length, scalars.Bits);
        var windows = (scalars.Bits + windowBits - 1) / windowBits;
        var parts = Math.Min(scalars.Length, (threads + windows - 1) / windows);
        var sums = new G1[windows * parts];
        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, task =>
        {
            var (window, part) = Math.DivRem(task, parts);
            var start = (int)((long)scalars.Length * part / parts);
            var end = (int)((long)scalars.Length * (part + 1) / parts);
            var digits = new int[end - start];
            scalars.Digits(window, windowBits, windows, start, digits);
            sums[task] = WindowSum(points + start, digits, windowBits);
        });
        return Combine(sums, parts, windowBits);
    }

    /// <summary>The width with the fewest additions: one for each point and two for each bucket, in each window.</summary>
    private static int BestWindow(int count, int bits)
    {
        var best = 1;
        for (var c = 2; c <= 16; c++)
        {
            if (Additions(count, bits, c) < Additions(count, bits, best))
            {
                best = c;
            }
        }
        return best;
    }

    private static long Additions(int count, int bits, int windowBits) => (long)((bits + windowBits - 1) / windowBits) * (count + (1L << windowBits));

    /// <summary>sum digits[i] points[i].</summary>
    private static G1 WindowSum(G1Affine* points, ReadOnlySpan<int> digits, int windowBits)
    {
        var buckets = new G1[(1 << (windowBits - 1)) + 1];
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i];
            if (digit != 0)
            {
                ref var bucket = ref buckets[Math.Abs(digit)];
                bucket += digit < 0 ? points[i].Negate() : points[i];
            }
        }
        return WeightedSum(buckets);
    }

    /// <summary>sum i buckets[i].</summary>
    private static G1 WeightedSum(ReadOnlySpan<G1> buckets)
    {
        var running = G1.Zero;
        var sum = G1.Zero;
        for (var i = buckets.Length - 1; i > 0; i--)
        {
            running += buckets[i];
            sum += running;
        }
        return sum;
    }

    /// <summary>sum over windows of 2^(windowBits window) (the sum of its parts).</summary>
    private static G1 Combine(ReadOnlySpan<G1> sums, int parts, int windowBits)
    {
        var total = G1.Zero;
        for (var task = sums.Length - 1; task >= 0; task--)
        {
            if (task % parts == parts - 1)
            {
                for (var i = 0; i < windowBits; i++)
                {
                    total = total.Double();
                }
            }
            total += sums[task];
        }
        return total;
    }
}
