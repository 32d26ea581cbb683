using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>What section 3 says of d and of e.</summary>
internal interface IGeometry
{
    BigInteger D(CircuitDescription circuit, BigInteger b, BigInteger y);

    BigInteger E(CircuitDescription circuit, BigInteger b, BigInteger y, BigInteger x);
}

/// <summary>Without closed forms: every placement's triples one by one.</summary>
internal sealed class ReferenceGeometry : IGeometry
{
    public BigInteger D(CircuitDescription circuit, BigInteger b, BigInteger y) => Field.Reduce(circuit.PublicMaps
        .Select(map => BigInteger.Parse(map.Value, CultureInfo.InvariantCulture) * Sum(map.Placement, b, y, 1))
        .Aggregate(BigInteger.Zero, (sum, value) => sum + value));

    public BigInteger E(CircuitDescription circuit, BigInteger b, BigInteger y, BigInteger x) => Field.Reduce(circuit.TileMaps
        .Select(map => map.Value * Sum(map.Placement, b, y, x))
        .Aggregate(BigInteger.Zero, (sum, value) => sum + value));

    private static BigInteger Sum(Placement placement, BigInteger b, BigInteger y, BigInteger x)
    {
        var triples = new List<(int Output, int Input, int Tile)> { (placement.Output, placement.Input, placement.Tile) };
        foreach (var factor in placement.Factors)
        {
            var offsets = factor.Runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(k =>
                (Output: run.Output + k * run.OutputStep, Input: run.Input + k * run.InputStep, Tile: run.Tile + k * run.TileStep))).ToArray();
            triples = [.. triples.SelectMany(triple => offsets.Select(offset =>
                (triple.Output + offset.Output, triple.Input + offset.Input, triple.Tile + offset.Tile)))];
        }
        return triples.Aggregate(BigInteger.Zero, (sum, triple) => Field.Reduce(
            sum + Field.Power(b, triple.Output) * Field.Power(y, triple.Input + 1) % Field.R * Field.Power(x, triple.Tile)));
    }
}
