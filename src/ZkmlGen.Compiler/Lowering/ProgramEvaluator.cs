using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// The same integers as the circuit, from the program alone and fast: whole weight blocks instead of tiles, machine integers. Calibration and
/// accuracy measurements use it.
/// </summary>
internal sealed class ProgramEvaluator
{
    private readonly LoweredProgram program;
    private readonly int[] offsets;
    private readonly ILookup<(Block, int), PlacedMap> maps;
    private readonly int threads;

    /// <summary>Prepares a program; threads share the outputs of large layers.</summary>
    public ProgramEvaluator(LoweredProgram program, int threads)
    {
        (this.program, this.threads) = (program, threads);
        offsets = new int[program.Blocks.Count + 1];
        for (var b = 0; b < program.Blocks.Count; b++) offsets[b + 1] = offsets[b] + program.Blocks[b].Size;
        maps = program.Maps.Where(map => map.Target.Gadget != Gadget.Reveal).ToLookup(map => (map.Target, map.Part), Place);
    }

    private static PlacedMap Place(LinearMap map)
    {
        var placed = new PlacedMap(map, Points(map));
        var (outputs, inputs, blocks) = map.Matrix is { } matrix ? (matrix.Outputs, matrix.Inputs, matrix.Blocks) : (1, 1, 1);
        foreach (var point in placed.Points)
        {
            if (point.Output >= 0 && point.Output + outputs <= map.Target.Size && point.Input >= 0 && point.Input + inputs <= map.Source.Size
                && point.Tile >= 0 && point.Tile < blocks) continue;
            throw new InvalidOperationException($"A map of layer '{map.Target.Name}' leaves its blocks.");
        }
        return placed;
    }

    // A map and its placements, which serve all runs.
    private sealed record PlacedMap(LinearMap Map, Point[] Points);

    /// <summary>Decoded outputs, row-major.</summary>
    /// <exception cref="CircuitRangeException">A value leaves its range.</exception>
    public float[][] Run(IReadOnlyList<float[]> inputs)
    {
        var act = new int[offsets[program.Blocks.Count]];
        var pre = new long[act.Length];
        act[0] = 1;
        for (var i = 0; i < inputs.Count; i++) FillInput(program.Inputs[i], inputs[i], act);
        foreach (var block in program.Blocks)
        {
            if (block.Gadget is not (Gadget.Requant or Gadget.Square)) continue;
            for (var part = 0; part < block.Parts; part++)
            {
                foreach (var placed in maps[(block, part)]) Apply(placed, act, pre);
                Evaluate(block, part, act, pre);
            }
        }
        return [.. program.Outputs.Select(output => Decode(output, act))];
    }

    private void FillInput(InputBlock input, float[] values, int[] act)
    {
        var block = input.Block;
        var cells = Shapes.Offsets(input.Shape, input.Strides, 0);
        for (var e = 0; e < cells.Length; e++)
            act[offsets[block.Index] + cells[e]] = Checked(GadgetArithmetic.Input(values[e], block.ScaleBits, block.Low), block, cells[e]);
    }

    private void Evaluate(Block block, int part, int[] act, long[] pre)
    {
        var start = offsets[block.Index];
        for (var i = part * block.PartSize; i < (part + 1) * block.PartSize; i++)
        {
            var cell = block.Gadget == Gadget.Square
                ? GadgetArithmetic.Square(pre[start + i], block.Shift) : GadgetArithmetic.Requant(pre[start + i], block.Shift, block.Low);
            act[start + i] = Checked(cell, block, i);
        }
    }

    private static int Checked(in CellValues cell, Block block, int index)
    {
        if (GadgetArithmetic.Fits(cell, block.Gadget, block.Bits)) return (int)cell.Act;
        throw new CircuitRangeException(block.Name, index, block.Gadget == Gadget.Square ? cell.Act : cell.Y - cell.N + block.Low, block.Bits);
    }

    // The digits' weights are separated again: a map's value is a limb's weight times a power of 2^Bits.
    private float[] Decode(PackedValue output, int[] act)
    {
        var digits = new long[Shapes.Count(output.Shape)];
        foreach (var map in program.Maps.Concat(program.HiddenMaps))
        {
            if (map.Target != output.Reveal || map.Source == program.One) continue;
            var (digit, weight) = (0, map.Value);
            for (; weight >= System.Numerics.BigInteger.One << output.Bits; weight >>= output.Bits) digit++;
            foreach (var (row, cell, _) in Points(map))
                digits[row * output.DigitsPerWord + digit] += (long)weight * act[offsets[map.Source.Index] + cell];
        }
        return [.. digits.Select(value => (float)(value * output.Scale))];
    }

    private static Point[] Points(LinearMap map)
    {
        Point[] points = [new(map.Offset.Output, map.Offset.Input, map.Offset.Tile)];
        foreach (var factor in map.Factors)
        {
            var next = new Point[points.Length * factor.Runs.Items.Sum(run => run.Count)];
            var index = 0;
            foreach (var point in points)
            foreach (var run in factor.Runs.Items)
            for (var k = 0; k < run.Count; k++)
                next[index++] = new(point.Output + run.Output + k * run.OutputStep, point.Input + run.Input + k * run.InputStep, point.Tile + run.Tile + k * run.TileStep);
            points = next;
        }
        return points;
    }

    private void Apply(PlacedMap placed, int[] act, long[] pre)
    {
        var map = placed.Map;
        var (target, source) = (offsets[map.Target.Index], offsets[map.Source.Index]);
        var value = (long)map.Value;
        if (map.Matrix is { Matrix.Diagonal: true } diagonal) Diagonal(diagonal, placed.Points, value, target, source, act, pre);
        else if (map.Matrix is { } matrix) Product(matrix, placed.Points, value, target, source, act, pre);
        else
        {
            foreach (var point in placed.Points) pre[target + point.Output] += value * act[source + point.Input];
        }
    }

    private static void Diagonal(WeightBlocks matrix, Point[] points, long value, int target, int source, int[] act, long[] pre)
    {
        foreach (var point in points)
        for (var i = 0; i < matrix.Outputs; i++)
            pre[target + point.Output + i] += value * matrix.Integers[point.Tile * matrix.Outputs + i] * act[source + point.Input + i];
    }

    // Threads own disjoint outputs of a block: placements may overlap.
    private void Product(WeightBlocks matrix, Point[] points, long value, int target, int source, int[] act, long[] pre)
    {
        var work = (long)points.Length * matrix.Outputs * matrix.Inputs;
        var parts = work < 200_000 ? 1 : Math.Min(threads, matrix.Outputs);
        if (parts == 1) Slice(0, matrix.Outputs);
        else Parallel.For(0, parts, part => Slice(matrix.Outputs * part / parts, matrix.Outputs * (part + 1) / parts));

        unsafe void Slice(int from, int to)
        {
            // Place has checked all addresses; this loop is most of calibration's time.
            fixed (int* weights = matrix.Integers, acts = act)
            fixed (long* sums = pre)
            {
                foreach (var point in points)
                {
                    var input = acts + source + point.Input;
                    var row = weights + (long)point.Tile * matrix.Inputs * matrix.Outputs;
                    var output = sums + target + point.Output;
                    for (var i = 0; i < matrix.Inputs; i++, row += matrix.Outputs)
                    {
                        var a = value * input[i];
                        if (a == 0) continue;
                        for (var o = from; o < to; o++) output[o] += a * row[o];
                    }
                }
            }
        }
    }
}
