using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>A map of the circuit whose placement takes no negative power.</summary>
/// <param name="Tensor">The tensor whose pre it adds to.</param>
/// <param name="IsTile">It places tiles; else its entries are public.</param>
/// <param name="Value">The entry.</param>
/// <param name="Set">Where.</param>
internal sealed record GeometryMap(int Tensor, bool IsTile, BigInteger Value, PlacementNormalForm Set)
{
    /// <summary>All maps of a circuit, those of a tensor together.</summary>
    public static GeometryMap[] Of(CircuitDescription circuit) =>
    [
        .. circuit.PublicMaps.Select(map => new GeometryMap(map.Tensor, false, BigInteger.Parse(map.Value, CultureInfo.InvariantCulture), PlacementNormalForm.Of(map.Placement)))
            .Concat(circuit.TileMaps.Select(map => new GeometryMap(map.Tensor, true, map.Value, PlacementNormalForm.Of(map.Placement))))
            .OrderBy(map => map.Tensor),
    ];
}

/// <summary>Check 4, or a part of it, as a program: sums of products of geometric sums (docs/protocol.md, section 3).</summary>
internal sealed class GeometryProgram
{
    private readonly PowerChain b, y, x;
    private readonly GeometricSums sums;

    /// <summary>The program of some maps.</summary>
    public GeometryProgram(IReadOnlyList<GeometryMap> maps)
    {
        b = new(Program, Program.Input(FieldProgram.B), "b");
        y = new(Program, Program.Input(FieldProgram.Y), "y");
        x = new(Program, Program.Input(FieldProgram.X), "X");
        sums = new(Program);
        Prepare([.. maps.Select(map => map.Set)]);
        D = SumOfProducts.Build(Program, [.. maps.Where(map => !map.IsTile).Select(Map)]);
        E = SumOfProducts.Build(Program, [.. maps.Where(map => map.IsTile).Select(Map)]);
    }

    /// <summary>The program of a whole circuit.</summary>
    public static GeometryProgram Of(CircuitDescription circuit) => new(GeometryMap.Of(circuit));

    /// <summary>The program.</summary>
    public FieldProgram Program { get; } = new();
    /// <summary>The part of d; without X.</summary>
    public int D { get; }
    /// <summary>The part of e(X).</summary>
    public int E { get; }

    private void Prepare(IReadOnlyList<PlacementNormalForm> sets)
    {
        var runs = sets.SelectMany(set => set.Factors).SelectMany(runs => runs).ToArray();
        b.Prepare([.. sets.Select(set => set.Output), .. runs.Select(run => run.Output), .. runs.Select(run => run.OutputStep)]);
        y.Prepare([.. sets.Select(set => set.Input + 1), .. runs.Select(run => run.Input), .. runs.Select(run => run.InputStep)]);
        x.Prepare([.. sets.Select(set => set.Tile), .. runs.Select(run => run.Tile), .. runs.Select(run => run.TileStep)]);
    }

    private Term Map(GeometryMap map) => new(map.Value.Sign < 0,
    [
        Program.Constant(BigInteger.Abs(map.Value)), b.Power(map.Set.Output), y.Power(map.Set.Input + 1), x.Power(map.Set.Tile),
        .. map.Set.Factors.Select(runs => SumOfProducts.Build(Program, [.. runs.Select(Run)])),
    ]);

    private Term Run(Run run)
    {
        var ratio = Program.Product([b.Power(run.OutputStep), y.Power(run.InputStep), x.Power(run.TileStep)]);
        Program.Name(ratio, string.Join(' ', new[] { ("b", run.OutputStep), ("y", run.InputStep), ("X", run.TileStep) }
            .Where(part => part.Item2 > 0).Select(part => $"{part.Item1}^{part.Item2}")));
        return new(false, [b.Power(run.Output), y.Power(run.Input), x.Power(run.Tile), sums.Sum(ratio, run.Count)]);
    }
}
