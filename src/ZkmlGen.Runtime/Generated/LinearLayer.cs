using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Runtime;

/// <summary>
/// pre = L act over integers, a run of placements at a time. Tiles have a outputs and c inputs; entry (p, j) of tile t is tiles[(t a + p) c + j], so
/// that tiles of neighbouring outputs are one matrix with c columns. A tile may reach past the cells of a tensor, even past the last cell: its entries
/// there are 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct LinearLayer(ReadOnlySpan<int> tiles, ReadOnlySpan<int> act, Span<long> pre, int tileOutputs, int tileInputs)
{
    private readonly ReadOnlySpan<int> tiles = tiles;
    private readonly ReadOnlySpan<int> act = act;
    private readonly Span<long> pre = pre;

    /// <summary>pre[output + k outputStep] += value act[input + k inputStep] for k below count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddCells(long value, int output, int input, int count, int outputStep, int inputStep)
    {
        for (var k = 0; k < count; k++)
        {
            pre[output] += value * act[input];
            output += outputStep;
            input += inputStep;
        }
    }

    /// <summary>
    /// For k below count: tiles t = tile + k tileStep and the chunks - 1 behind it, one below the other, as a matrix M of chunks a rows; with
    /// o = output + k outputStep and i = input + k inputStep: pre[o + p] += value sum_j M[p][j] act[i + j].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTiles(int value, int output, int input, int tile, int chunks, int count, int outputStep, int inputStep, int tileStep)
    {
        var rows = chunks * tileOutputs;
        for (var k = 0; k < count; k++)
        {
            var sums = pre.Slice(output, Math.Min(rows, pre.Length - output));
            var entries = tiles.Slice(tile * tileOutputs * tileInputs, rows * tileInputs);
            var x = act.Slice(input, Math.Min(tileInputs, act.Length - input));
            if (tileInputs == 1) AddColumn(sums, entries, (long)value * x[0]);
            else if (tileInputs == 2 && x.Length == 2) AddPair(sums, entries, (long)value * x[0], (long)value * x[1]);
            else AddRows(sums, entries, x, value);
            output += outputStep;
            input += inputStep;
            tile += tileStep;
        }
    }

    /// <summary>sums[p] += entries[p] x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddColumn(Span<long> sums, ReadOnlySpan<int> entries, long x)
    {
        var p = 0;
        // vpmuldq multiplies the low halves: x must be one.
        if (Avx2.IsSupported && x == (int)x)
        {
            var factor = Vector256.Create(x).AsInt32();
            for (; p <= sums.Length - Vector256<long>.Count; p += Vector256<long>.Count)
            {
                var product = Avx2.Multiply(Avx2.ConvertToVector256Int64(Vector128.Create(entries[p..])).AsInt32(), factor);
                (Vector256.Create<long>(sums[p..]) + product).CopyTo(sums[p..]);
            }
        }
        for (; p < sums.Length; p++) sums[p] += entries[p] * x;
    }

    /// <summary>sums[p] += entries[2 p] x + entries[2 p + 1] y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(Span<long> sums, ReadOnlySpan<int> entries, long x, long y)
    {
        var p = 0;
        if (Avx2.IsSupported && x == (int)x && y == (int)y)
        {
            var (even, odd) = (Vector256.Create(x).AsInt32(), Vector256.Create(y).AsInt32());
            for (; p <= sums.Length - Vector256<long>.Count; p += Vector256<long>.Count)
            {
                var pairs = Vector256.Create(entries[(2 * p)..]);
                var products = Avx2.Multiply(pairs, even) + Avx2.Multiply((pairs.AsInt64() >>> 32).AsInt32(), odd);
                (Vector256.Create<long>(sums[p..]) + products).CopyTo(sums[p..]);
            }
        }
        for (; p < sums.Length; p++) sums[p] += entries[2 * p] * x + entries[2 * p + 1] * y;
    }

    private void AddRows(Span<long> sums, ReadOnlySpan<int> entries, ReadOnlySpan<int> x, int value)
    {
        for (var p = 0; p < sums.Length; p++) sums[p] += value * Dot(entries.Slice(p * tileInputs, x.Length), x);
    }

    /// <summary>sum a[i] b[i] in 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Dot(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        long sum = 0;
        var i = 0;
        if (Avx2.IsSupported && a.Length >= Vector256<int>.Count)
        {
            var sums = Vector256<long>.Zero;
            for (; i <= a.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var (x, y) = (Vector256.Create(a[i..]), Vector256.Create(b[i..]));
                sums += Avx2.Multiply(x, y) + Avx2.Multiply((x.AsInt64() >>> 32).AsInt32(), (y.AsInt64() >>> 32).AsInt32());
            }
            sum = Vector256.Sum(sums);
        }
        for (; i < a.Length; i++) sum += (long)a[i] * b[i];
        return sum;
    }
}
