using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Runtime;

/// <summary>
/// pre = L act over integers, a run of placements at a time. Tiles have a outputs and c inputs; entry (p, j) of tile t is tiles[(t a + p) c + j].
/// A tile may reach past the cells of a tensor, even past the last cell: its entries there are 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct LinearLayer(ReadOnlySpan<int> tiles, ReadOnlySpan<int> act, Span<long> pre, int tileOutputs, int tileInputs)
{
    private readonly ReadOnlySpan<int> tiles = tiles;
    private readonly ReadOnlySpan<int> act = act;
    private readonly Span<long> pre = pre;

    /// <summary>pre = 0 for size cells from address on.</summary>
    public void Clear(int address, int size) => pre.Slice(address, size).Clear();

    /// <summary>pre[output + k outputStep] += value act[input + k inputStep] for k below count.</summary>
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
    /// For k below count, tile t = tile + k tileStep, outputs from o = output + k outputStep and inputs from i = input + k inputStep on:
    /// pre[o + p] += value sum_j tile[p][j] act[i + j].
    /// </summary>
    public void AddTiles(int value, int output, int input, int tile, int count, int outputStep, int inputStep, int tileStep)
    {
        for (var k = 0; k < count; k++)
        {
            AddTile(value, output, input, tile);
            output += outputStep;
            input += inputStep;
            tile += tileStep;
        }
    }

    private void AddTile(int value, int output, int input, int tile)
    {
        var inputs = Math.Min(tileInputs, act.Length - input);
        var outputs = Math.Min(tileOutputs, pre.Length - output);
        var x = act.Slice(input, inputs);
        var sums = pre.Slice(output, outputs);
        var entries = tiles.Slice(tile * tileOutputs * tileInputs, tileOutputs * tileInputs);
        for (var p = 0; p < sums.Length; p++) sums[p] += value * Dot(entries.Slice(p * tileInputs, inputs), x);
    }

    /// <summary>sum a[i] b[i] in 64 bits.</summary>
    private static long Dot(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        long sum = 0;
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var i = 0;
        if (Avx2.IsSupported && a.Length >= Vector256<int>.Count)
        {
            var (even, odd) = (Vector256<long>.Zero, Vector256<long>.Zero);
            for (; i <= a.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var u = Vector256.LoadUnsafe(ref x, (nuint)i);
                var v = Vector256.LoadUnsafe(ref y, (nuint)i);
                even += Avx2.Multiply(u, v);
                odd += Avx2.Multiply((u.AsInt64() >>> 32).AsInt32(), (v.AsInt64() >>> 32).AsInt32());
            }
            sum = Vector256.Sum(even + odd);
        }
        for (; i < a.Length; i++) sum += (long)Unsafe.Add(ref x, i) * Unsafe.Add(ref y, i);
        return sum;
    }
}
