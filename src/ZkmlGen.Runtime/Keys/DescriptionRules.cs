using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>What every circuit description has to satisfy before anything is computed from it.</summary>
internal static class DescriptionRules
{
    private const int MaximumLogRows = 26;
    private const int MaximumWidth = 24;
    private const int MaximumElements = 1 << 24;
    private const int MaximumWords = 1 << 16;

    /// <exception cref="InvalidDataException">A rule is broken; the message says which.</exception>
    public static void Check(CircuitDescription circuit, ReadOnlySpan<byte> bytes)
    {
        Require(CircuitCodec.Encode(circuit).AsSpan().SequenceEqual(bytes), "is not encoded canonically");
        var size = circuit.Size;
        Require(size.LogRows is >= 3 and <= MaximumLogRows, $"has 2^{size.LogRows} rows");
        Require(size.Lanes is >= 1 and <= 256, $"has {size.Lanes} lanes");
        Require(size.TileOutputs is >= 1 and <= 256 && size.TileInputs is >= 1 and <= 256, $"has tiles of {size.TileOutputs} x {size.TileInputs}");
        Require(size.TileRows is >= 0 and <= 1 << MaximumLogRows, $"has {size.TileRows} tile rows");
        CheckTable(circuit);
        foreach (var tensor in circuit.Tensors) CheckTensor(circuit, tensor);
        foreach (var map in circuit.PublicMaps)
        {
            CheckEntry(map);
            CheckPlacement(circuit, TensorName(circuit, map.Tensor), map.Placement, circuit.Size.Cells, 1);
        }
        foreach (var map in circuit.TileMaps) CheckPlacement(circuit, TensorName(circuit, map.Tensor), map.Placement, size.Cells, size.TileRows);
        CheckPorts(circuit);
    }

    private static void CheckTable(CircuitDescription circuit)
    {
        var widths = circuit.Ranges.TableWidths.Items;
        Require(widths.Length > 0 && widths[0] == 0, "has no table entry for width 0");
        for (var k = 1; k < widths.Length; k++) Require(widths[k] > widths[k - 1] && widths[k] <= MaximumWidth, "has table widths out of order");
        Require(circuit.Ranges.TableRows <= circuit.Size.ActiveRows, $"has {circuit.Ranges.TableRows} table entries for {circuit.Size.ActiveRows} rows");
        Require(circuit.Ranges.Tag(circuit.Ranges.RemainderBits) >= 0, $"has no table of width {circuit.Ranges.RemainderBits} for remainders");
    }

    private static void CheckTensor(CircuitDescription circuit, CellTensor tensor)
    {
        var stride = tensor.Gadget == Gadget.Reveal ? circuit.Size.Lanes : 1;
        var end = tensor.Address + (long)stride * (tensor.Size - 1);
        Require(tensor.Address >= 0 && tensor.Size >= 1 && end < circuit.Size.Cells, $"has the tensor '{tensor.Name}' outside its {circuit.Size.Cells} cells");
        Require(Enum.IsDefined(tensor.Gadget), $"has the tensor '{tensor.Name}' with an unknown gadget");
        Require(circuit.Ranges.Tag(tensor.Bits) >= 0, $"has no table of width {tensor.Bits}, which the tensor '{tensor.Name}' needs");
        Require(tensor.Shift >= 0 && tensor.Shift <= circuit.Ranges.RemainderBits, $"shifts the tensor '{tensor.Name}' by {tensor.Shift} bits");
    }

    /// <summary>The least and the largest element of every factor bound all triples.</summary>
    private static void CheckPlacement(CircuitDescription circuit, string name, Placement placement, int outputs, int tileRows)
    {
        Require(placement.Factors.Items.All(factor => factor.Runs.Count > 0 && factor.Runs.Items.All(run => run.Count >= 1)), "has an empty placement");
        RequireRange(placement.Output, run => (run.Output, run.OutputStep), outputs, "writes");
        RequireRange(placement.Input, run => (run.Input, run.InputStep), circuit.Size.Cells, "reads");
        RequireRange(placement.Tile, run => (run.Tile, run.TileStep), tileRows, "takes tiles");

        void RequireRange(long first, Func<Run, (long Start, long Step)> part, int limit, string verb)
        {
            var (low, high) = (first, first);
            foreach (var factor in placement.Factors)
            {
                low += factor.Runs.Items.Min(run => part(run).Start + Math.Min(0, (run.Count - 1) * part(run).Step));
                high += factor.Runs.Items.Max(run => part(run).Start + Math.Max(0, (run.Count - 1) * part(run).Step));
            }
            Require(low >= 0 && high < limit, $"has a map of '{name}' that {verb} from {low} to {high}, of {limit}");
        }
    }

    private static string TensorName(CircuitDescription circuit, int tensor)
    {
        Require(tensor >= 0 && tensor < circuit.Tensors.Count, "has a linear map without a tensor");
        return circuit.Tensors[tensor].Name;
    }

    private static void CheckPorts(CircuitDescription circuit)
    {
        foreach (var input in circuit.Inputs)
        {
            Require(input.Tensor >= 0 && input.Tensor < circuit.Tensors.Count, $"has the input '{input.Name}' without a tensor");
            Require(circuit.Tensors[input.Tensor].Gadget == Gadget.Input, $"has the input '{input.Name}' in a tensor that is none");
            Require(input.CellOrder.Count == input.Shape.Count, $"has the input '{input.Name}' without cell strides");
        }
        CheckDisclosure(circuit.Disclosure);
        Require(circuit.PackedInputs.Count == (circuit.Disclosure.Input == Visibility.Private ? 0 : circuit.Inputs.Count), "packs other inputs than it shows");
        foreach (var port in circuit.PackedInputs) CheckWords(circuit, port, isPrivate: false);
        foreach (var port in circuit.Outputs) CheckWords(circuit, port, circuit.Disclosure.Output == Visibility.Private);
        Require(circuit.PackedInputs.Concat(circuit.Outputs).Sum(port => (long)port.Words) <= MaximumWords, $"has more than {MaximumWords} words");
        var shown = circuit.PackedInputs.Concat(circuit.Outputs).Select(port => port.Tensor).Where(tensor => tensor >= 0).ToArray();
        Require(shown.Distinct().Count() == circuit.Tensors.Count(tensor => tensor.Gadget == Gadget.Reveal), "reveals other words than those of its inputs and outputs");
        Require(shown.Distinct().Count() == shown.Length, "reveals two ports in the same rows");
        foreach (var map in circuit.HiddenMaps) CheckHidden(circuit, map);
        foreach (var cells in circuit.CommittedCells) CheckCommittedCells(circuit, cells);
        if (circuit.Disclosure.Input == Visibility.Committed) CheckConsecutive(circuit, circuit.PackedInputs.Items);
        if (circuit.Disclosure.Output == Visibility.Committed) CheckConsecutive(circuit, circuit.Outputs.Items);
    }

    /// <summary>Committed cells are cells of an input, whose pre is 0.</summary>
    private static void CheckCommittedCells(CircuitDescription circuit, CommittedWords cells) => Require(
        cells is { Step: 1, Count: >= 1 } && circuit.Tensors.Items.Any(tensor => tensor.Gadget == Gadget.Input
            && cells.Address >= tensor.Address && (long)cells.Address + cells.Count <= (long)tensor.Address + tensor.Size),
        $"commits to the cells {cells.Address}, .. which are none of one input");

    /// <summary>The words of a commitment stand on consecutive rows.</summary>
    private static void CheckConsecutive(CircuitDescription circuit, OutputPort[] ports)
    {
        Require(ports.Length > 0, "commits to nothing");
        for (var k = 1; k < ports.Length; k++)
        {
            var end = circuit.Tensors[ports[k - 1].Tensor].Address + ports[k - 1].Words * circuit.Size.Lanes;
            Require(circuit.Tensors[ports[k].Tensor].Address == end, $"commits to '{ports[k].Name}' in rows that do not follow those of '{ports[k - 1].Name}'");
        }
    }

    private static void CheckDisclosure(Disclosure disclosure) => Require(
        Enum.IsDefined(disclosure.Input) && Enum.IsDefined(disclosure.Output) && Enum.IsDefined(disclosure.Form) && Enum.IsDefined(disclosure.Weights), $"shows something unknown ({disclosure})");

    /// <summary>The product, or a number beyond <see cref="MaximumElements"/>.</summary>
    private static long Elements(int[] shape) => shape.Aggregate(1L, (count, extent) => Math.Min(count, MaximumElements + 1L) * Math.Max(extent, 0));

    private static void CheckWords(CircuitDescription circuit, OutputPort port, bool isPrivate)
    {
        Require(Elements(port.Shape.Items) is >= 1 and <= MaximumElements, $"has '{port.Name}' with no elements or more than {MaximumElements}");
        Require(port.DigitsPerWord >= 1 && port.Bits >= 1 && (long)port.DigitsPerWord * port.Bits <= 253, $"packs '{port.Name}' into words beyond 253 bits");
        if (isPrivate) Require(port.Tensor == -1, $"has rows that reveal '{port.Name}', which is private");
        else Require(port.Tensor >= 0 && port.Tensor < circuit.Tensors.Count && circuit.Tensors[port.Tensor] is { Gadget: Gadget.Reveal } tensor && tensor.Size == port.Words,
            $"does not reveal '{port.Name}' in its words");
    }

    private static void CheckHidden(CircuitDescription circuit, PublicMap map)
    {
        Require(circuit.Disclosure.Output == Visibility.Private && map.Tensor >= 0 && map.Tensor < circuit.Outputs.Count, "has hidden words of no private output");
        CheckEntry(map);
        CheckPlacement(circuit, circuit.Outputs[map.Tensor].Name, map.Placement, circuit.Outputs[map.Tensor].Words, 1);
    }

    private static void CheckEntry(PublicMap map) => Require(
        BigInteger.TryParse(map.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), $"has the entry '{map.Value}', which is no integer");

    private static void Require(bool condition, string fault)
    {
        if (!condition) throw new InvalidDataException($"The circuit description {fault}: build the model again.");
    }
}
