using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>
/// Do equations over the field mean equations over the integers (docs/protocol.md, section 2), whatever the weights of a range are? Coarse: one bound for all cells, from the
/// sum of all maps.
/// </summary>
internal static class IntegerBound
{
    /// <summary>Less than r.</summary>
    private static readonly BigInteger FieldFloor = BigInteger.One << 253;

    /// <summary>True if no pre can be large enough to wrap around.</summary>
    public static bool Holds(CircuitDescription circuit, BigInteger weight)
    {
        var act = circuit.Tensors.Max(tensor => (BigInteger.One << tensor.Bits) + Math.Abs((long)tensor.Low) + 1);
        var pre = BigInteger.Zero;
        foreach (var map in circuit.TileMaps) pre += Math.Abs((long)map.Value) * weight * act * circuit.Size.TileInputs * Count(map.Placement);
        foreach (var map in circuit.PublicMaps)
        {
            // Words are sums of digits, which have ranges of their own: no weight changes that.
            if (circuit.Tensors[map.Tensor].Gadget != Gadget.Reveal) pre += BigInteger.Abs(BigInteger.Parse(map.Value, CultureInfo.InvariantCulture)) * act * Count(map.Placement);
        }
        return circuit.Tensors.Items.All(tensor => Fits(circuit.Ranges, tensor, pre));
    }

    private static bool Fits(Ranges ranges, CellTensor tensor, BigInteger pre)
    {
        var value = tensor.Gadget switch
        {
            Gadget.Requant => pre + (BigInteger.One << tensor.Shift) * (1 + BigInteger.Abs(tensor.Low)),
            Gadget.Square => pre * pre + (BigInteger.One << tensor.Shift),
            _ => BigInteger.Zero,
        };
        return (value << ranges.RemainderBits) + (BigInteger.One << (ranges.RemainderBits + ranges.ValueBits)) < FieldFloor;
    }

    /// <summary>Number of triples.</summary>
    private static BigInteger Count(Placement placement) =>
        placement.Factors.Items.Aggregate(BigInteger.One, (count, factor) => count * factor.Runs.Items.Sum(run => (long)run.Count));
}
