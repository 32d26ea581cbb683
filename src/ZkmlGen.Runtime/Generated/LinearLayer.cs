using System.ComponentModel;
using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
    public void AddTiles(int value, int output, int input, int tile, int chunks, int count, int outputStep, int inputStep, int tileStep)
    {
        var rows = chunks * tileOutputs;
        if (Last(output, outputStep, count) + rows <= pre.Length && Last(input, inputStep, count) + tileInputs <= act.Length)
        {
            Add(act, value, output, input, tile, rows, count, outputStep, inputStep, tileStep);
            return;
        }
        for (var k = 0; k < count; k++) AddClipped(value, output + k * outputStep, input + k * inputStep, tile + k * tileStep, rows);
    }

    // One matrix without what reaches past the last cell.
    private void AddClipped(int value, int output, int input, int tile, int rows)
    {
        Span<int> inputs = stackalloc int[tileInputs];
        inputs.Clear();
        act[input..Math.Min(input + tileInputs, act.Length)].CopyTo(inputs);
        Add(inputs, value, output, 0, tile, Math.Min(rows, pre.Length - output), 1, 0, 0, 0);
    }

    private unsafe void Add(
        ReadOnlySpan<int> inputs, int value, int output, int input, int tile, int rows, int count, int outputStep, int inputStep, int tileStep)
    {
        var (size, step, length) = (tileOutputs * tileInputs, tileStep * tileOutputs * tileInputs, rows * tileInputs);
        // Slices check what the kernels do not.
        _ = pre[First(output, outputStep, count)..(Last(output, outputStep, count) + rows)];
        _ = inputs[First(input, inputStep, count)..(Last(input, inputStep, count) + tileInputs)];
        _ = tiles[First(tile * size, step, count)..];
        var behind = tiles[(Last(tile * size, step, count) + length)..].Length;
        fixed (int* tileEntries = tiles, inputCells = inputs)
        fixed (long* sums = pre)
        {
            var run = new MatrixRun
            {
                Entries = tileEntries + tile * size, Inputs = inputCells + input, Sums = sums + output, Rows = rows, Columns = tileInputs, Value = value,
                Count = count, EntryStep = step, InputStep = inputStep, SumStep = outputStep,
            };
            MatrixKernels.Add(run, behind);
        }
    }

    private static int First(int start, int step, int count) => start + Math.Min(step, 0) * (count - 1);

    private static int Last(int start, int step, int count) => start + Math.Max(step, 0) * (count - 1);
}
