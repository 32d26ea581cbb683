using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>L act, placement by placement.</summary>
internal static class LinearMaps
{
    /// <summary>One sum per address.</summary>
    public static BigInteger[] Apply(CircuitDescription circuit, ReadOnlySpan<int> tiles, ReadOnlySpan<int> act)
    {
        var (sums, entries, cells) = (new BigInteger[act.Length], tiles.ToArray(), act.ToArray());
        foreach (var map in circuit.PublicMaps)
        {
            var value = BigInteger.Parse(map.Value, CultureInfo.InvariantCulture);
            PlacementLoops.ForEach(map.Placement, (output, input, _) => sums[output] += value * cells[input]);
        }
        var (outputs, inputs) = (circuit.Size.TileOutputs, circuit.Size.TileInputs);
        foreach (var map in circuit.TileMaps)
        {
            PlacementLoops.ForEach(map.Placement, (output, input, tile) =>
            {
                for (var p = 0; p < outputs; p++)
                {
                    var sum = Row(entries.AsSpan((tile * outputs + p) * inputs, inputs), cells.AsSpan(input));
                    if (sum != 0) sums[output + p] += map.Value * (BigInteger)sum;
                }
            });
        }
        return sums;
    }

    /// <summary>A tile may reach past the last cell, with zeros.</summary>
    private static long Row(ReadOnlySpan<int> weights, ReadOnlySpan<int> cells)
    {
        var sum = 0L;
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0) sum = checked(sum + (long)weights[j] * cells[j]);
        }
        return sum;
    }
}
