using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Places the tiles of a weighted operator: quantises its weights once, and adds its maps to a block.</summary>
internal sealed class WeightedMaps(LoweredProgram program, MapBuilder maps, WeightedTerm term, int scaleBits)
{
    private readonly Storage storage = maps.Storage;
    private readonly Value weights = term.Weights;

    /// <summary>Adds the maps at the accumulator scale 2^scaleBits.</summary>
    public void Add()
    {
        term.Cache.MadeFor ??= (scaleBits, term.Gain);
        var dimension = Dimension(term.Operator, term.Input.Shape);
        var groups = InputGroups.Of(term.Input, dimension) ?? throw new InvalidOperationException("The input of a weighted operator was not prepared.");
        for (var g = 0; g < groups.Length; g++)
        for (var s = 0; s < groups[g].Segments.Length; s++)
        {
            var placed = new Placed(groups[g], groups[g].Segments[s], (g, s));
            switch (term.Operator)
            {
                case Convolution convolution when IsDepthwise(convolution): Depthwise(convolution, placed); break;
                case Convolution convolution: Convolve(convolution, placed); break;
                case Dense: Multiply(placed); break;
                default: Scale(placed); break;
            }
        }
    }

    /// <summary>The dimension that the operator sums over.</summary>
    public static int Dimension(Operator weighted, int[] shape) => weighted is Convolution ? 1 : shape.Length - 1;

    private bool IsDepthwise(Convolution convolution) => convolution.Groups > 1 && convolution.Groups == weights.Shape[0] && weights.Shape[1] == 1;

    private sealed record Placed(InputGroup Group, Segment Segment, (int, int) Key);

    // The integer factor between this realisation of the term and the scale that its weights were quantised for.
    private long Factor()
    {
        var (bits, gain) = term.Cache.MadeFor!.Value;
        return (long)Math.Round(term.Gain / gain * Scales.Power(scaleBits - bits));
    }

    private WeightBlocks Matrix(Placed placed, int[] first, WeightAxis[] blocks, WeightAxis[] outputs, WeightAxis[] inputs, bool diagonal = false)
    {
        if (term.Cache.Matrices.TryGetValue(placed.Key, out var known)) return known;
        var scale = term.Gain * placed.Group.Unit * Scales.Power(scaleBits);
        var factors = term.Factors is { } all && diagonal ? [.. all.Skip(placed.Segment.Start).Take(placed.Segment.Count)] : term.Factors;
        var matrix = MatrixBuilder.FromConstant(term.Name, weights, first, blocks, outputs, inputs, diagonal, scale, factors);
        program.Matrices.Add(matrix);
        return term.Cache.Matrices[placed.Key] = matrix;
    }

    private void Place(WeightBlocks matrix, Placed placed, int output, Func<CellTerm, IEnumerable<Factor>> factors)
    {
        foreach (var (cells, multiple) in placed.Group.Terms)
        {
            var start = cells.Tables[Dimension(term.Operator, term.Input.Shape)][placed.Segment.Start];
            maps.Weights(matrix, cells, new BigInteger(multiple * Factor()), new Run(output, cells.Offset + start, 0, 1, 0, 0, 0), factors(cells));
        }
    }

    private void Convolve(Convolution convolution, Placed placed)
    {
        int[] kernel = convolution.Kernel;
        var outputs = weights.Shape[0] / convolution.Groups;
        var inputs = placed.Segment.Count / convolution.Groups;
        var (contiguous, scattered) = SplitAxes(placed.Segment, convolution.Groups > 1 ? inputs : placed.Segment.Count);
        var joined = scattered.Length == 0 && convolution.Groups == 1 && placed.Group.Terms.All(pair => RowsAreContiguous(convolution, pair.Term, inputs));
        var blocks = new List<WeightAxis> { new(kernel[0], 2, 1) };
        if (convolution.Groups > 1) blocks.Insert(0, new(convolution.Groups, 0, outputs));
        if (!joined) blocks.Add(new(kernel[1], 3, 1));
        blocks.AddRange(scattered.Select(axis => new WeightAxis(axis.Count, 1, axis.Index)));
        var inputAxes = contiguous.Select(axis => new WeightAxis(axis.Count, 1, axis.Index));
        if (joined) inputAxes = inputAxes.Prepend(new(kernel[1], 3, 1));
        var first = convolution.Groups > 1 ? 0 : placed.Segment.Start;
        var matrix = Matrix(placed, [0, first, 0, 0], [.. blocks], [new(outputs, 0, 1)], [.. inputAxes]);

        var tilesPerTap = scattered.Aggregate(1, (product, axis) => product * axis.Count);
        var tilesPerRow = joined ? tilesPerTap : kernel[1] * tilesPerTap;
        Place(matrix, placed, storage.Tables[1][0], cells =>
        [
            .. Kernel(convolution, 0, cells, tilesPerRow, kernel[0]),
            .. Kernel(convolution, 1, cells, tilesPerTap, joined ? 1 : kernel[1]),
            .. Groups(convolution, outputs, inputs, kernel[0] * tilesPerRow),
            .. Scattered(scattered),
        ]);
    }

    private static IEnumerable<Factor> Groups(Convolution convolution, int outputs, int inputs, int tiles) =>
        convolution.Groups > 1 ? [MapBuilder.Loop(convolution.Groups, outputs, inputs, tiles)] : [];

    private void Depthwise(Convolution convolution, Placed placed)
    {
        var kernel = convolution.Kernel;
        var matrix = Matrix(placed, [placed.Segment.Start, 0, 0, 0],
            [new(kernel[0], 2, 1), new(kernel[1], 3, 1)], [new(placed.Segment.Count, 0, 1)], [], diagonal: true);
        Place(matrix, placed, storage.Tables[1][placed.Segment.Start], cells =>
            [.. Kernel(convolution, 0, cells, kernel[1], kernel[0]), .. Kernel(convolution, 1, cells, 1, kernel[1])]);
    }

    private void Multiply(Placed placed)
    {
        var last = term.Input.Shape.Length - 1;
        var (contiguous, scattered) = SplitAxes(placed.Segment, placed.Segment.Count);
        var matrix = Matrix(placed, [placed.Segment.Start, 0], [.. scattered.Select(axis => new WeightAxis(axis.Count, 0, axis.Index))],
            [new(weights.Shape[1], 1, 1)], [.. contiguous.Select(axis => new WeightAxis(axis.Count, 0, axis.Index))]);
        Place(matrix, placed, storage.Tables[storage.Inner][0], cells =>
            [.. Enumerable.Range(0, last).SelectMany(d => maps.Dimension(d, cells.Tables[d])), .. Scattered(scattered)]);
    }

    // Multiplication by constants: diagonal along the innermost dimension, one block for every other index that the constants depend on.
    private void Scale(Placed placed)
    {
        var last = term.Input.Shape.Length - 1;
        var shape = Constants.Pad(weights.Shape, last + 1);
        var lead = last + 1 - weights.Shape.Length;
        var diagonal = storage.Inner == last && shape[last] > 1 && placed.Segment.Axes is [{ Stride: 1 }];
        var dimensions = Enumerable.Range(0, last + 1).Where(d => shape[d] > 1 && !(diagonal && d == last)).ToArray();
        var first = weights.Shape.Select((extent, d) => d + lead == last && extent > 1 ? placed.Segment.Start : 0).ToArray();
        WeightAxis Axis(int d) => new(d == last ? placed.Segment.Count : shape[d], d - lead, 1);
        var matrix = Matrix(placed, first, [.. dimensions.Select(Axis)], diagonal ? [Axis(last)] : [], [], diagonal: true);
        Place(matrix, placed, 0, cells => ScaleFactors(placed, cells, dimensions, diagonal, last));
    }

    private IEnumerable<Factor> ScaleFactors(Placed placed, CellTerm cells, int[] dimensions, bool diagonal, int last)
    {
        var tiles = 1;
        var tileSteps = new int[last + 1];
        foreach (var d in dimensions.Reverse())
        {
            tileSteps[d] = tiles;
            tiles *= d == last ? placed.Segment.Count : term.Input.Shape[d];
        }
        for (var d = 0; d <= last; d++)
        {
            var (start, count) = d == last ? (placed.Segment.Start, diagonal ? 1 : placed.Segment.Count) : (0, term.Input.Shape[d]);
            // The segment's offset is part of the placement's base already.
            var table = d == last ? [.. cells.Tables[d].Select(entry => entry == AddressTable.Absent ? entry : entry - cells.Tables[d][start])] : cells.Tables[d];
            var step = tileSteps[d];
            foreach (var factor in maps.Pairs(d, Enumerable.Range(start, count).Select(i => (i, i, (i - start) * step)), table)) yield return factor;
        }
    }

    // Runs of one spatial direction: for each kernel tap the output positions whose input exists.
    private IEnumerable<Factor> Kernel(Convolution convolution, int direction, CellTerm cells, int tileStep, int taps)
    {
        var d = direction + 2;
        var runs = new List<Run>();
        for (var tap = 0; tap < taps; tap++)
        {
            var shift = tap * convolution.Dilations[direction] - convolution.PadsBegin[direction];
            var pairs = Enumerable.Range(0, storage.Shape[d]).Select(o => (o, o * convolution.Strides[direction] + shift, tap * tileStep));
            runs.AddRange(maps.Runs(d, pairs, cells.Tables[d]));
        }
        return RunCover.Factorise(runs);
    }

    // True if the taps of a kernel row read one run of cells at every output position, none of them trimmed.
    private bool RowsAreContiguous(Convolution convolution, CellTerm cells, int channels)
    {
        if (convolution.Dilations[1] != 1 || convolution.PadsBegin[1] != 0) return false;
        var table = cells.Tables[3];
        var reach = (storage.Shape[3] - 1) * convolution.Strides[1] + convolution.Kernel[1];
        if (reach > table.Length || table[0] == AddressTable.Absent) return false;
        for (var x = 1; x < reach; x++)
        {
            if (table[x] == AddressTable.Absent || table[x] != table[x - 1] + channels) return false;
        }
        return true;
    }

    private static IEnumerable<Factor> Scattered((int Count, int Step, int Index)[] axes)
    {
        var tiles = 1;
        foreach (var axis in axes.Reverse())
        {
            yield return MapBuilder.Loop(axis.Count, 0, axis.Step, tiles);
            tiles *= axis.Count;
        }
    }

    // The axes of a segment that together are neighbours in memory (in the order of the cells), and the others; limit: how many may be joined.
    private static ((int Count, int Step, int Index)[] Contiguous, (int Count, int Step, int Index)[] Scattered) SplitAxes(Segment segment, int limit)
    {
        var axes = new List<(int Count, int Step, int Index)>();
        var index = 1;
        foreach (var axis in segment.Axes.Reverse())
        {
            axes.Add((axis.Count, axis.Stride, index));
            index *= axis.Count;
        }
        var contiguous = new List<(int Count, int Step, int Index)>();
        var size = 1;
        foreach (var axis in axes.OrderBy(axis => Math.Abs(axis.Step)))
        {
            if (axis.Step != size) continue;
            contiguous.Insert(0, axis);
            size *= axis.Count;
        }
        if (contiguous is [{ Step: 1 } single] && limit < single.Count) contiguous[0] = (limit, 1, single.Index);
        return ([.. contiguous], [.. axes.Where(axis => axis.Step != 1 && !contiguous.Contains(axis)).OrderByDescending(axis => Math.Abs(axis.Step))]);
    }
}
