using System.Collections.Concurrent;

namespace ZkmlGen.Algebra;

/// <summary>
/// The same transform with batched affine additions, for points whose combinations never coincide by chance, as those of an SRS: chunks of butterflies are
/// spread over the threads. About 1.2 MB of working memory a thread.
/// </summary>
internal static unsafe class BatchGroupNtt
{
    private const int ChunkSize = 512;

    /// <summary>result[i] = 1/n sum_j omega^(-i j) points[j], n = 2^log. False if some butterfly needs another formula.</summary>
    public static bool TryInvert(ReadOnlySpan<G1Affine> points, int log, out G1Affine[] result)
    {
        var values = new G1Affine[points.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[GroupNtt.Reversed(i, log)] = points[i];
        }
        result = values;
        var workers = new ConcurrentBag<ButterflyChunk>();
        var root = Fr.RootOfUnity(log).Inverse();
        var done = log > 0;
        for (var level = 0; level < log && done; level++)
        {
            // 1/n comes with the twiddles of the last level; the even points need a product of their own there.
            var scale = level == log - 1 ? Fr.FromInt64(1L << log).Inverse() : Fr.One;
            done = Transform(values, level, GroupNtt.Twiddles(root, log, level), scale, workers);
        }
        foreach (var worker in workers)
        {
            worker.Dispose();
        }
        return done;
    }

    private static bool Transform(G1Affine[] values, int level, Fr[] twiddles, Fr scale, ConcurrentBag<ButterflyChunk> workers)
    {
        var butterflies = values.Length / 2;
        return Parallel.For(0, (butterflies + ChunkSize - 1) / ChunkSize, (chunk, state) =>
        {
            var worker = workers.TryTake(out var idle) ? idle : new ButterflyChunk(ChunkSize);
            var first = chunk * ChunkSize;
            if (!worker.TryTransform(values, level, first, Math.Min(ChunkSize, butterflies - first), twiddles, scale))
            {
                state.Stop();
            }
            workers.Add(worker);
        }).IsCompleted;
    }
}
