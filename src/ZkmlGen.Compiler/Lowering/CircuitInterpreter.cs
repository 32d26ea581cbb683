using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Everything that an evaluation in integers determines, by cell address.</summary>
/// <param name="Act">act.</param>
/// <param name="Y">y.</param>
/// <param name="N">n.</param>
/// <param name="R">r' (scaled by 2^(m-s)).</param>
/// <param name="PublicWords">Public words in order.</param>
/// <param name="Outputs">Decoded outputs, row-major.</param>
public sealed record CircuitTrace(int[] Act, int[] Y, int[] N, int[] R, BigInteger[] PublicWords, float[][] Outputs);

/// <summary>
/// The oracle: evaluates a circuit straight from its description, enumerating every placement. Slow and plain on purpose.
/// </summary>
/// <param name="circuit">The description.</param>
/// <param name="tiles">N_T x K entries, see <see cref="TileLoader"/>.</param>
public sealed class CircuitInterpreter(CircuitDescription circuit, int[] tiles)
{
    private readonly ILookup<int, PublicMap> publicMaps = circuit.PublicMaps.ToLookup(map => map.Tensor);
    private readonly ILookup<int, TileMap> tileMaps = circuit.TileMaps.ToLookup(map => map.Tensor);

    /// <summary>Evaluates the circuit on real inputs, row-major, one array per model input.</summary>
    /// <exception cref="CircuitRangeException">A value leaves its range.</exception>
    public CircuitTrace Run(IReadOnlyList<float[]> inputs)
    {
        var size = circuit.Size.Cells;
        var trace = new CircuitTrace(new int[size], new int[size], new int[size], new int[size], new BigInteger[circuit.PublicWords], new float[circuit.Outputs.Count][]);
        FillInputs(inputs, trace);
        var pre = new BigInteger[size];
        for (var t = 0; t < circuit.Tensors.Count; t++)
        {
            var tensor = circuit.Tensors[t];
            AddPublic(t, trace.Act, pre);
            AddTiles(t, trace.Act, pre);
            if (tensor.Gadget is not (Gadget.Reveal or Gadget.Input)) Evaluate(tensor, pre, trace);
        }
        circuit.PublicPorts.SelectMany(port => Words(port, pre)).ToArray().CopyTo(trace.PublicWords, 0);
        for (var o = 0; o < circuit.Outputs.Count; o++)
        {
            var port = circuit.Outputs[o];
            trace.Outputs[o] = PublicWordDecoder.Decode(port, port.Tensor < 0 ? HiddenWords(o, trace.Act) : Words(port, pre));
        }
        return trace;
    }

    private BigInteger[] Words(OutputPort port, BigInteger[] pre) =>
        [.. Enumerable.Range(0, port.Words).Select(row => pre[circuit.Tensors[port.Tensor].Address + row * circuit.Size.Lanes])];

    private BigInteger[] HiddenWords(int output, int[] act)
    {
        var words = new BigInteger[circuit.Outputs[output].Words];
        foreach (var map in circuit.HiddenMaps.Where(map => map.Tensor == output))
        {
            var value = BigInteger.Parse(map.Value, CultureInfo.InvariantCulture);
            PlacementLoops.ForEach(map.Placement, (word, input, _) => words[word] += value * act[input]);
        }
        return words;
    }

    private void FillInputs(IReadOnlyList<float[]> inputs, CircuitTrace trace)
    {
        for (var i = 0; i < circuit.Inputs.Count; i++)
        {
            var port = circuit.Inputs[i];
            var tensor = circuit.Tensors[port.Tensor];
            var cells = Graph.Shapes.Offsets(port.Shape.Items, port.CellOrder.Items, 0);
            for (var e = 0; e < cells.Length; e++) Store(tensor, cells[e], GadgetArithmetic.Input(inputs[i][e], tensor.ScaleBits, tensor.Low), trace);
        }
    }

    private void Evaluate(CellTensor tensor, BigInteger[] pre, CircuitTrace trace)
    {
        for (var i = 0; i < tensor.Size; i++)
        {
            var value = (long)pre[tensor.Address + i];
            Store(tensor, i, tensor.Gadget switch
            {
                Gadget.One => new CellValues(1, 0, 0, 0),
                Gadget.Square => GadgetArithmetic.Square(value, tensor.Shift),
                _ => GadgetArithmetic.Requant(value, tensor.Shift, tensor.Low),
            }, trace);
        }
    }

    private void Store(CellTensor tensor, int index, CellValues cell, CircuitTrace trace)
    {
        if (!GadgetArithmetic.Fits(cell, tensor.Gadget, tensor.Bits))
            throw new CircuitRangeException(tensor.Name, index, tensor.Gadget == Gadget.Square ? cell.Act : cell.Y - cell.N + tensor.Low, tensor.Bits);
        var address = tensor.Address + index;
        (trace.Act[address], trace.Y[address], trace.N[address]) = ((int)cell.Act, (int)cell.Y, (int)cell.N);
        trace.R[address] = (int)(cell.R << (circuit.Ranges.RemainderBits - tensor.Shift));
    }

    private void AddPublic(int tensor, int[] act, BigInteger[] pre)
    {
        foreach (var map in publicMaps[tensor])
        {
            var value = BigInteger.Parse(map.Value, CultureInfo.InvariantCulture);
            PlacementLoops.ForEach(map.Placement, (output, input, _) => pre[output] += value * act[input]);
        }
    }

    private void AddTiles(int tensor, int[] act, BigInteger[] pre)
    {
        var (a, c) = (circuit.Size.TileOutputs, circuit.Size.TileInputs);
        foreach (var map in tileMaps[tensor])
        {
            PlacementLoops.ForEach(map.Placement, (output, input, tile) =>
            {
                for (var p = 0; p < a; p++)
                {
                    long sum = 0;
                    for (var r = 0; r < c; r++)
                    {
                        var weight = tiles[(tile * a + p) * c + r];
                        if (weight != 0) sum += (long)weight * act[input + r];
                    }
                    if (sum != 0) pre[output + p] += map.Value * sum;
                }
            });
        }
    }
}

/// <summary>Decodes words.</summary>
public static class PublicWordDecoder
{
    /// <summary>The real values of a port from its words.</summary>
    public static float[] Decode(OutputPort output, IReadOnlyList<BigInteger> words)
    {
        var values = new float[output.Elements];
        var mask = (BigInteger.One << output.Bits) - 1;
        for (var e = 0; e < values.Length; e++)
        {
            var digit = (long)((words[e / output.DigitsPerWord] >> (e % output.DigitsPerWord * output.Bits)) & mask);
            values[e] = (float)((digit + output.Low) * output.Scale);
        }
        return values;
    }
}
