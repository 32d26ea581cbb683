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
    private const int MaximumPublicWords = 1 << 16;

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
            Require(BigInteger.TryParse(map.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), $"has the entry '{map.Value}', which is no integer");
            CheckPlacement(circuit, map.Tensor, map.Placement, 1);
        }
        foreach (var map in circuit.TileMaps) CheckPlacement(circuit, map.Tensor, map.Placement, size.TileRows);
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
    private static void CheckPlacement(CircuitDescription circuit, int tensor, Placement placement, int tileRows)
    {
        Require(tensor >= 0 && tensor < circuit.Tensors.Count, "has a linear map without a tensor");
        Require(placement.Factors.Items.All(factor => factor.Runs.Count > 0 && factor.Runs.Items.All(run => run.Count >= 1)), "has an empty placement");
        var name = circuit.Tensors[tensor].Name;
        RequireRange(placement.Output, run => (run.Output, run.OutputStep), circuit.Size.Cells, "writes");
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
            Require(low >= 0 && high < limit, $"has a map of the tensor '{name}' that {verb} from {low} to {high}, of {limit}");
        }
    }

    private static void CheckPorts(CircuitDescription circuit)
    {
        foreach (var input in circuit.Inputs)
        {
            Require(input.Tensor >= 0 && input.Tensor < circuit.Tensors.Count, $"has the input '{input.Name}' without a tensor");
            Require(circuit.Tensors[input.Tensor].Gadget == Gadget.Input, $"has the input '{input.Name}' in a tensor that is none");
            Require(input.CellOrder.Count == input.Shape.Count, $"has the input '{input.Name}' without cell strides");
        }
        foreach (var output in circuit.Outputs)
        {
            Require(Elements(output.Shape.Items) is >= 1 and <= MaximumElements, $"has the output '{output.Name}' with no elements or more than {MaximumElements}");
            Require(output.DigitsPerWord >= 1 && output.Bits >= 1 && (long)output.DigitsPerWord * output.Bits <= 253, $"packs the output '{output.Name}' into words beyond 253 bits");
        }
        Require(circuit.Outputs.Items.Sum(output => (long)output.Words) <= MaximumPublicWords, $"has more than {MaximumPublicWords} public words");
        var revealed = circuit.Tensors.Items.Where(tensor => tensor.Gadget == Gadget.Reveal).Sum(tensor => (long)tensor.Size);
        Require(revealed == circuit.PublicWords, "reveals another number of words than its outputs need");
    }

    /// <summary>The product, or a number beyond <see cref="MaximumElements"/>.</summary>
    private static long Elements(int[] shape) => shape.Aggregate(1L, (count, extent) => Math.Min(count, MaximumElements + 1L) * Math.Max(extent, 0));

    private static void Require(bool condition, string fault)
    {
        if (!condition) throw new InvalidDataException($"The circuit description {fault}: build the model again.");
    }
}
