using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Layout;

/// <summary>Turns a program and a layout into the circuit description: addresses and tile rows become absolute.</summary>
internal sealed class CircuitAssembler
{
    private readonly LoweredProgram program;
    private readonly Dimensions size;
    private readonly int[] addresses;
    private readonly int[] firstTensor;
    private readonly Dictionary<WeightBlocks, int> firstTile = [];

    private CircuitAssembler(LoweredProgram program, Dimensions size)
    {
        (this.program, this.size) = (program, size);
        addresses = RowPlan.Addresses(program, size.Lanes);
        firstTensor = new int[program.Blocks.Count];
        for (var b = 1; b < firstTensor.Length; b++) firstTensor[b] = firstTensor[b - 1] + program.Blocks[b - 1].Parts;
        var tile = 0;
        foreach (var matrix in program.Matrices)
        {
            firstTile[matrix] = tile;
            tile += checked((int)matrix.TileRows(size.TileOutputs, size.TileInputs));
        }
    }

    /// <summary>The description and the matrices with their tile rows.</summary>
    public static (CircuitDescription Circuit, WeightMatrix[] Weights) Assemble(LoweredProgram program, string name, Dimensions size, Disclosure disclosure)
    {
        var assembler = new CircuitAssembler(program, size);
        // The scores behind a top class were an output only for the choice of the precision.
        var outputs = disclosure.Form == OutputForm.TopClass ? program.Outputs.Skip(1).ToArray() : [.. program.Outputs];
        var circuit = new CircuitDescription(name, size, new Ranges(program.ValueBits, program.RemainderBits, program.TableWidths()),
            program.Blocks.SelectMany(assembler.Tensors).ToArray(),
            program.Maps.Where(map => map.Matrix is null).Select(assembler.Public).ToArray(),
            program.Maps.Where(map => map.Matrix is not null).Select(assembler.Tiles).ToArray(),
            program.Inputs.Select(assembler.Port).ToArray(),
            outputs.Select(assembler.Port).ToArray())
        {
            Disclosure = disclosure,
            PackedInputs = program.PackedInputs.Select(assembler.Port).ToArray(),
            HiddenMaps = outputs.SelectMany((output, index) => program.HiddenMaps.Where(map => map.Target == output.Reveal).Select(map => assembler.Hidden(map, index))).ToArray(),
        };
        return (circuit, [.. program.Matrices.Select(matrix => matrix.Matrix with { FirstTile = assembler.firstTile[matrix] })]);
    }

    private IEnumerable<CellTensor> Tensors(Block block) => Enumerable.Range(0, block.Parts).Select(part => new CellTensor(
        block.Parts > 1 ? $"{block.Name} phase {part + 1} of {block.Parts}" : block.Name, block.Operators, block.Shape, block.Gadget, block.Shift,
        block.Low, block.Bits, addresses[block.Index] + part * block.PartSize, block.PartSize, block.ScaleBits));

    private PublicMap Public(LinearMap map) => new(
        firstTensor[map.Target.Index] + map.Part, map.Value.ToString(CultureInfo.InvariantCulture), Absolute(map, 0, 1, map.Factors));

    private PublicMap Hidden(LinearMap map, int output) =>
        new(output, map.Value.ToString(CultureInfo.InvariantCulture), Absolute(map, 0, addresses[map.Source.Index], 1, 0, 1, map.Factors));

    private TileMap Tiles(LinearMap map)
    {
        var matrix = map.Matrix!;
        var (a, c) = (size.TileOutputs, size.TileInputs);
        Factor[] chunks;
        if (matrix.Matrix.Diagonal)
        {
            var side = Math.Min(a, c);
            chunks = [MapBuilder.Loop(Divide(matrix.Outputs, side), side, side, 1)];
        }
        else
        {
            var outputs = Divide(matrix.Outputs, a);
            chunks = [MapBuilder.Loop(Divide(matrix.Inputs, c), 0, c, outputs), MapBuilder.Loop(outputs, a, 0, 1)];
        }
        var perBlock = chunks.Aggregate(1, (product, factor) => product * factor.Runs[0].Count);
        var scaled = map.Factors.Select(factor => new Factor(factor.Runs.Select(run =>
            run with { Tile = run.Tile * perBlock, TileStep = run.TileStep * perBlock }).ToArray()));
        return new TileMap(firstTensor[map.Target.Index] + map.Part, (int)map.Value, Absolute(map, firstTile[matrix], perBlock, chunks.Concat(scaled)));
    }

    // A reveal block has one cell a row: its output offsets count rows.
    private Placement Absolute(LinearMap map, int tile, int tilesPerBlock, IEnumerable<Factor> factors) => Absolute(
        map, addresses[map.Target.Index], addresses[map.Source.Index], map.Target.Gadget == Gadget.Reveal ? size.Lanes : 1, tile, tilesPerBlock, factors);

    private static Placement Absolute(LinearMap map, int output, int input, int step, int tile, int tilesPerBlock, IEnumerable<Factor> factors)
    {
        var rows = factors.Select(factor => new Factor(factor.Runs.Select(run =>
            run with { Output = run.Output * step, OutputStep = run.OutputStep * step }).ToArray()));
        var (offset, kept) = RunCover.Simplify(new Run(map.Offset.Output * step, map.Offset.Input, map.Offset.Tile * tilesPerBlock, 1, 0, 0, 0), rows);
        return new Placement(output + offset.Output, input + offset.Input, tile + offset.Tile, kept.ToArray());
    }

    private InputPort Port(InputBlock input) => new(input.Name, input.Shape, firstTensor[input.Block.Index], input.Strides);

    private OutputPort Port(PackedValue output) => new(
        output.Name, output.Shape, program.Blocks.Contains(output.Reveal) ? firstTensor[output.Reveal.Index] : -1, output.Bits, output.Low, output.Scale, output.DigitsPerWord);

    private static int Divide(int value, int by) => (value + by - 1) / by;
}
