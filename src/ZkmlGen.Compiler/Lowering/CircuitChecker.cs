using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// Checks that a compiled model means what the protocol needs: addresses follow the rules of <see cref="CellTensor"/>, every tile row belongs to one
/// matrix, placements read lower tensors and write their own, and table and rows fit. Enumerates everything: for tests.
/// </summary>
public sealed class CircuitChecker
{
    private readonly CircuitDescription circuit;
    private readonly List<string> problems = [];
    private readonly int[] owner;
    private readonly (WeightMatrix Matrix, int Outputs, int Inputs)?[] tiles;

    private CircuitChecker(CompiledModel model)
    {
        circuit = model.Circuit;
        owner = [.. Enumerable.Repeat(-1, circuit.Size.Cells)];
        tiles = new (WeightMatrix, int, int)?[circuit.Size.TileRows];
        foreach (var matrix in model.Weights) AddTiles(matrix);
    }

    /// <summary>Sentences about everything that is wrong; empty if nothing is.</summary>
    public static IReadOnlyList<string> Check(CompiledModel model)
    {
        var checker = new CircuitChecker(model);
        checker.CheckTensors();
        for (var t = 0; t < checker.tiles.Length; t++) checker.Expect(checker.tiles[t] is not null, $"tile row {t} belongs to no matrix");
        foreach (var map in checker.circuit.PublicMaps) checker.CheckPublic(map);
        foreach (var map in checker.circuit.TileMaps) checker.CheckTiles(map);
        checker.CheckPorts();
        return checker.problems;
    }

    private void Expect(bool condition, string problem)
    {
        if (!condition && problems.Count < 20) problems.Add(problem);
    }

    private void AddTiles(WeightMatrix matrix)
    {
        var (a, c) = (circuit.Size.TileOutputs, circuit.Size.TileInputs);
        if (matrix.Diagonal) (a, c) = (Math.Min(a, c), Math.Min(a, c));
        var tile = matrix.FirstTile;
        for (var block = 0; block < Axis.Product(matrix.BlockAxes); block++)
        for (var i = 0; i < (matrix.Diagonal ? 1 : matrix.Inputs); i += c)
        for (var o = 0; o < matrix.Outputs; o += a, tile++)
        {
            Expect(tile < tiles.Length && tiles[tile] is null, $"tile row {tile} of {matrix.Name} is outside or taken");
            if (tile >= tiles.Length) return;
            var outputs = Math.Min(a, matrix.Outputs - o);
            tiles[tile] = (matrix, outputs, matrix.Diagonal ? outputs : Math.Min(c, matrix.Inputs - i));
        }
    }

    private void CheckTensors()
    {
        var next = 0;
        for (var t = 0; t < circuit.Tensors.Count; t++)
        {
            var tensor = circuit.Tensors[t];
            var joins = t > 0 && Joins(circuit.Tensors[t - 1], tensor);
            if (!joins) next = (next + circuit.Size.Lanes - 1) / circuit.Size.Lanes * circuit.Size.Lanes;
            Expect(tensor.Address == next, $"tensor {t} ({tensor.Name}) is at {tensor.Address} instead of {next}");
            next += tensor.Gadget == Gadget.Reveal ? tensor.Size * circuit.Size.Lanes : tensor.Size;
            Expect(next <= circuit.Size.Cells, $"tensor {t} ({tensor.Name}) ends at {next} of {circuit.Size.Cells} cells");
            for (var i = 0; i < tensor.Size; i++) owner[tensor.Gadget == Gadget.Reveal ? tensor.Address + i * circuit.Size.Lanes : tensor.Address + i] = t;
            Expect(circuit.Ranges.Tag(tensor.Bits) >= 0, $"tensor {t} ({tensor.Name}) has no table of {tensor.Bits} bits");
            Expect(tensor.Shift <= circuit.Ranges.RemainderBits, $"tensor {t} ({tensor.Name}) shifts by more than m");
            Expect(tensor.Gadget != Gadget.Square || tensor.Shift > 0, $"tensor {t} ({tensor.Name}) is a square without a shift");
            Expect(tensor.Gadget is not (Gadget.Requant or Gadget.Square) || tensor.Bits == circuit.Ranges.ValueBits, $"tensor {t} ({tensor.Name}) has not B bits");
        }
        Expect(circuit.Ranges.TableRows <= circuit.Size.ActiveRows, "the table does not fit the active rows");
        Expect(circuit.Tensors[0] is { Gadget: Gadget.One, Address: 0, Size: 1 }, "cell 0 is not the constant");
    }

    private static bool Joins(CellTensor a, CellTensor b) =>
        a.Gadget == b.Gadget && a.Gadget is not (Gadget.Reveal or Gadget.One) && a.Shift == b.Shift && a.Low == b.Low && a.Bits == b.Bits;

    private void CheckPublic(PublicMap map)
    {
        Expect(BigInteger.TryParse(map.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), $"the value {map.Value} is no integer");
        PlacementLoops.ForEach(map.Placement, (output, input, _) =>
        {
            Expect(output < owner.Length && Writes(map.Tensor, owner[output]), $"a public map of tensor {map.Tensor} writes cell {output}");
            Expect(input < owner.Length && Reads(owner[output], owner[input]), $"a public map of tensor {map.Tensor} reads cell {input}");
        });
    }

    private void CheckTiles(TileMap map) => PlacementLoops.ForEach(map.Placement, (output, input, tile) =>
    {
        Expect(tile >= 0 && tile < tiles.Length, $"a tile map of tensor {map.Tensor} takes tile row {tile}");
        if (tile < 0 || tile >= tiles.Length || tiles[tile] is not { } found) return;
        var (matrix, outputs, inputs) = found;
        Expect(output + outputs <= owner.Length && Writes(map.Tensor, owner[output]) && owner[output] == owner[output + outputs - 1],
            $"a tile of {matrix.Name} writes the cells {output} to {output + outputs - 1}, not within tensor {map.Tensor} or its phases");
        Expect(input + inputs <= owner.Length && Reads(map.Tensor, owner[input]) && Block(owner[input]) == Block(owner[input + inputs - 1]),
            $"a tile of {matrix.Name} reads the cells {input} to {input + inputs - 1}, not within one earlier tensor");
    });

    // Phases of a pooling window are tensors that follow each other: a map of the first may write them all.
    private bool Writes(int tensor, int target) => target >= tensor && (target == tensor || Block(target) == Block(tensor));

    private bool Reads(int target, int source) => source >= 0 && target >= 0 && source < target && circuit.Tensors[source].Gadget != Gadget.Reveal;

    private int Block(int tensor)
    {
        if (tensor < 0) return -1;
        var first = tensor;
        while (first > 0 && Joins(circuit.Tensors[first - 1], circuit.Tensors[first])) first--;
        return first;
    }

    private void CheckPorts()
    {
        foreach (var input in circuit.Inputs) Expect(circuit.Tensors[input.Tensor].Gadget == Gadget.Input, $"the input {input.Name} is no input tensor");
        foreach (var output in circuit.PackedInputs.Concat(circuit.Outputs))
        {
            var isShown = output.Tensor >= 0 && circuit.Tensors[output.Tensor] is { Gadget: Gadget.Reveal } tensor && tensor.Size == output.Words;
            Expect(isShown || output.Tensor < 0 && circuit.Disclosure.Output == Visibility.Private, $"{output.Name} is not revealed in its words");
            Expect(output.Bits * output.DigitsPerWord <= 253, $"the words of {output.Name} may exceed the field");
        }
    }
}
