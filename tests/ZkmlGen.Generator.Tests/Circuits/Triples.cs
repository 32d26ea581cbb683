using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>All triples of placements, one by one: what closed forms and loops stand for.</summary>
internal static class Triples
{
    internal readonly record struct Triple(int Tensor, BigInteger Value, int Output, int Input, int Tile);

    internal static IEnumerable<Triple> OfPublicMaps(CircuitDescription circuit) => circuit.PublicMaps.SelectMany(map =>
        Of(map.Placement).Select(at => new Triple(map.Tensor, BigInteger.Parse(map.Value, CultureInfo.InvariantCulture), at.Output, at.Input, at.Tile)));

    internal static IEnumerable<Triple> OfTileMaps(CircuitDescription circuit) => circuit.TileMaps.SelectMany(map =>
        Of(map.Placement).Select(at => new Triple(map.Tensor, map.Value, at.Output, at.Input, at.Tile)));

    private static IEnumerable<(int Output, int Input, int Tile)> Of(Placement placement)
    {
        IEnumerable<(int Output, int Input, int Tile)> all = [(placement.Output, placement.Input, placement.Tile)];
        foreach (var factor in placement.Factors)
        {
            var elements = factor.Runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(k =>
                (run.Output + k * run.OutputStep, run.Input + k * run.InputStep, run.Tile + k * run.TileStep))).ToArray();
            all = all.SelectMany(at => elements, (at, move) => (at.Output + move.Item1, at.Input + move.Item2, at.Tile + move.Item3));
        }
        return all;
    }
}
