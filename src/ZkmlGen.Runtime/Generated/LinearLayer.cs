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
    // Matrices up to this many entries are turned into columns, on the stack, if this many positions use them.
    private const int MaximumColumns = 4096, LeastPositions = 4;

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
        var size = chunks * tileOutputs * tileInputs;
        if (tileInputs > 1 && tileStep == 0 && count >= LeastPositions && size <= MaximumColumns)
        {
            AddColumns(value, output, input, Entries(tile, size), count, outputStep, inputStep);
            return;
        }
        for (var k = 0; k < count; k++)
        {
            Add(Entries(tile, size), isColumns: tileInputs == 1, value, output, input);
            output += outputStep;
            input += inputStep;
            tile += tileStep;
        }
    }

    // The same matrix at many positions: column by column it multiplies without sums across lanes.
    private void AddColumns(int value, int output, int input, ReadOnlySpan<int> entries, int count, int outputStep, int inputStep)
    {
        Span<int> columns = stackalloc int[entries.Length];
        var rows = entries.Length / tileInputs;
        for (var i = 0; i < entries.Length; i++) columns[i % tileInputs * rows + i / tileInputs] = entries[i];
        for (var k = 0; k < count; k++) Add(columns, isColumns: true, value, output + k * outputStep, input + k * inputStep);
    }

    private ReadOnlySpan<int> Entries(int tile, int size) => tiles.Slice(tile * tileOutputs * tileInputs, size);

    private void Add(ReadOnlySpan<int> entries, bool isColumns, int value, int output, int input)
    {
        var rows = entries.Length / tileInputs;
        var sums = pre.Slice(output, Math.Min(rows, pre.Length - output));
        var x = act.Slice(input, Math.Min(tileInputs, act.Length - input));
        if (isColumns) MatrixKernels.AddColumns(sums, entries, rows, x, value);
        else MatrixKernels.AddRows(sums, entries, tileInputs, x, value);
    }
}
