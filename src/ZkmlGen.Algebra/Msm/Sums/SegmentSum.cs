using System.Collections.Concurrent;

namespace ZkmlGen.Algebra;

/// <summary>Sums of consecutive runs ("segments") of point references, cut into chunks that fit <see cref="ChunkSum"/>, spread over threads.</summary>
internal static unsafe class SegmentSum
{
    /// <summary>References that are worth a thread of their own.</summary>
    private const int LeastReferences = 1 << 11;

    private static readonly ConcurrentBag<ChunkSum> Workers = [];

    /// <summary>
    /// sums[i] = sum of source[references[j]] for j from starts[i] to starts[i + 1] - 1, i below count; sums of empty segments are not written.
    /// False if the shortcut formulas do not apply somewhere; the sums are then undefined.
    /// </summary>
    public static bool Add(G1Affine* source, uint* references, int* starts, int count, G1Affine* sums, int threads)
    {
        var pieces = PieceStarts(starts, count);
        return pieces is null ? AddChunks(source, references, starts, count, sums, threads) : AddPieces(source, references, starts, count, pieces, sums, threads);
    }

    /// <summary>Where to cut if a segment is too long for a chunk; null if none is.</summary>
    private static int[]? PieceStarts(int* starts, int count)
    {
        var longest = 0;
        var pieces = 0;
        for (var i = 0; i < count; i++)
        {
            longest = Math.Max(longest, starts[i + 1] - starts[i]);
            pieces += PieceCount(starts, i);
        }
        if (longest <= ChunkSum.Capacity)
        {
            return null;
        }
        var cuts = new int[pieces + 1];
        var piece = 0;
        for (var i = 0; i < count; i++)
        {
            for (var start = starts[i]; start < starts[i + 1]; start += ChunkSum.Capacity)
            {
                cuts[piece++] = start;
            }
        }
        cuts[piece] = starts[count];
        return cuts;
    }

    private static int PieceCount(int* starts, int i) => (starts[i + 1] - starts[i] + ChunkSum.Capacity - 1) / ChunkSum.Capacity;

    /// <summary>The sums of the pieces first, then the segments as sums of their pieces.</summary>
    private static bool AddPieces(G1Affine* source, uint* references, int* starts, int count, int[] cuts, G1Affine* sums, int threads)
    {
        var pieces = cuts.Length - 1;
        using var pieceSums = new NativeBuffer<G1Affine>();
        using var pieceReferences = new NativeBuffer<uint>();
        using var segments = new NativeBuffer<int>();
        pieceSums.Reserve(pieces);
        pieceReferences.Reserve(pieces + ChunkSum.Overrun);
        segments.Reserve(count + 1);
        segments.Pointer[0] = 0;
        for (var i = 0; i < count; i++)
        {
            segments.Pointer[i + 1] = segments.Pointer[i] + PieceCount(starts, i);
        }
        for (var piece = 0; piece < pieces; piece++)
        {
            pieceReferences.Pointer[piece] = (uint)piece << 1;
        }
        fixed (int* pieceStarts = cuts)
        {
            return AddChunks(source, references, pieceStarts, pieces, pieceSums.Pointer, threads)
                && Add(pieceSums.Pointer, pieceReferences.Pointer, segments.Pointer, count, sums, threads);
        }
    }

    private static bool AddChunks(G1Affine* source, uint* references, int* starts, int count, G1Affine* sums, int threads)
    {
        var workers = Math.Min(threads, 1 + (starts[count] - starts[0]) / LeastReferences);
        var chunks = Chunks(starts, count, workers);
        return ForkJoin.TryRun(workers, chunks.Count, (i, _) => AddChunk(source, references, starts, chunks[i], sums));
    }

    private static bool AddChunk(G1Affine* source, uint* references, int* starts, (int First, int Last) chunk, G1Affine* sums)
    {
        if (!Workers.TryTake(out var worker))
        {
            worker = new();
        }
        var done = worker.Add(source, references, starts, chunk.First, chunk.Last, sums);
        Workers.Add(worker);
        return done;
    }

    /// <summary>
    /// Runs of segments with at most a chunk's references, of nearly the same length, so that each thread gets as many: a chunk ends with the last segment
    /// that ends before its share of all references does.
    /// </summary>
    private static List<(int First, int Last)> Chunks(int* starts, int count, int threads)
    {
        long all = starts[count] - starts[0], shares = threads * (all / ((long)threads * ChunkSum.Capacity) + 1);
        var chunks = new List<(int, int)>();
        var first = 0;
        for (var i = 1; i <= count; i++)
        {
            var end = i < count ? starts[i + 1] : int.MaxValue;
            if (i == count || end - starts[first] > ChunkSum.Capacity || (end - starts[0]) * shares > (chunks.Count + 1) * all)
            {
                chunks.Add((first, i));
                first = i;
            }
        }
        return chunks;
    }
}
