using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Generator.Tests.Forgeries;

/// <summary>A circuit whose linear maps differ from the committed ones at one place.</summary>
internal sealed record LinearForgery(string Name, CircuitDescription Followed);

/// <summary>For every linear map of a circuit what a prover could do differently at one of its places.</summary>
internal sealed class LinearForgeries(CircuitDescription circuit, int[] tiles, Random random)
{
    private readonly record struct Place(int Output, int Input, int Tile);

    /// <summary>Forgeries of all maps, each at a place of its own.</summary>
    public IEnumerable<LinearForgery> All() => [.. circuit.PublicMaps.Items.SelectMany(OfPublic), .. circuit.TileMaps.Items.SelectMany(OfTiles)];

    private IEnumerable<LinearForgery> OfPublic(PublicMap map)
    {
        var places = Places(map.Placement);
        var value = BigInteger.Parse(map.Value, CultureInfo.InvariantCulture);
        var at = Pick(places);
        yield return Forgery(map.Tensor, "public entry + 1", Entry(at, 1));
        yield return Forgery(map.Tensor, "public entry left out", Entry(at, -value));
        var input = at with { Input = OtherCell(at) };
        yield return Forgery(map.Tensor, at.Input == 0 ? "constant from another cell" : "input from another tensor", Entry(at, -value), Entry(input, value));
        var output = places.FirstOrDefault(place => place.Output != at.Output, at with { Output = at.Output - 1 });
        yield return Forgery(map.Tensor, "public entry at another output", Entry(at, -value), Entry(at with { Output = output.Output }, value));
    }

    private IEnumerable<LinearForgery> OfTiles(TileMap map)
    {
        // A tile of zeros may be anywhere.
        var places = Places(map.Placement).Where(place => Entries(place.Tile).ContainsAnyExcept(0)).ToList();
        if (places.Count == 0) yield break;
        var at = Pick(places);
        yield return Forgery(map.Tensor, "weight + 1 at one place", Entry(at, 1));
        yield return Forgery(map.Tensor, "tile left out at one place", Tile(at, -map.Value));
        var other = Enumerable.Range(0, circuit.Size.TileRows).Select(k => (at.Tile + k) % circuit.Size.TileRows).FirstOrDefault(tile => !Entries(tile).SequenceEqual(Entries(at.Tile)), -1);
        if (other >= 0) yield return Forgery(map.Tensor, "another tile at one place", Tile(at, -map.Value), Tile(at with { Tile = other }, map.Value));
        var input = at with { Input = at.Input == 0 ? OtherCell(at) : at.Input - 1 };
        yield return Forgery(map.Tensor, at.Input == 0 ? "bias from another cell" : "input shifted at one place", Tile(at, -map.Value), Tile(input, map.Value));
        if (Padding(places) is { } beyond) yield return Forgery(map.Tensor, "padding that is not 0", Tile(beyond, map.Value));
    }

    /// <summary>A tile one step further than its places go: where a window reads padding, or lies outside.</summary>
    private Place? Padding(List<Place> places)
    {
        var known = places.ToHashSet();
        foreach (var group in places.GroupBy(place => place.Tile).Where(group => group.Count() > 1))
        {
            var sorted = group.OrderBy(place => place.Output).ToArray();
            for (var k = 1; k < sorted.Length; k++)
            {
                var next = new Place(2 * sorted[k].Output - sorted[k - 1].Output, 2 * sorted[k].Input - sorted[k - 1].Input, group.Key);
                var inside = next.Output <= sorted[^1].Output && next.Input > 0 && next.Input < circuit.Size.Cells;
                if (inside && !known.Contains(next)) return next;
            }
        }
        return null;
    }

    private LinearForgery Forgery(int tensor, string name, params object[] changes) => new(
        $"{circuit.Tensors[tensor].Name}: {name}",
        circuit with
        {
            PublicMaps = (PublicMap[])[.. circuit.PublicMaps.Items, .. changes.OfType<PublicMap>()],
            TileMaps = (TileMap[])[.. circuit.TileMaps.Items, .. changes.OfType<TileMap>()],
        });

    private PublicMap Entry(Place at, BigInteger value) => new(Owner(at), value.ToString(CultureInfo.InvariantCulture), Single(at with { Tile = 0 }));

    private TileMap Tile(Place at, int value) => new(Owner(at), value, Single(at));

    private static Placement Single(Place at) => new(at.Output, at.Input, at.Tile, Array.Empty<Factor>());

    /// <summary>The last tensor that starts at or before the output: when it is computed, all inputs are.</summary>
    private int Owner(Place at) => Array.FindLastIndex(circuit.Tensors.Items, tensor => tensor.Address <= at.Output);

    /// <summary>A cell of an earlier tensor than the output's, and not the input's.</summary>
    private int OtherCell(Place at)
    {
        var own = Array.FindLastIndex(circuit.Tensors.Items, tensor => tensor.Address <= at.Input);
        var others = Enumerable.Range(1, Owner(at) - 1).Where(index => index != own).DefaultIfEmpty(own).ToArray();
        var tensor = circuit.Tensors[others[random.Next(others.Length)]];
        var cell = tensor.Address + random.Next(tensor.Size);
        return cell != at.Input ? cell : 0;
    }

    private ReadOnlySpan<int> Entries(int tile) => tiles.AsSpan(tile * circuit.Size.WeightColumns, circuit.Size.WeightColumns);

    private Place Pick(List<Place> places) => places[random.Next(places.Count)];

    private static List<Place> Places(Placement placement)
    {
        var places = new List<Place>();
        PlacementLoops.ForEach(placement, (output, input, tile) => places.Add(new Place(output, input, tile)));
        return places;
    }
}
