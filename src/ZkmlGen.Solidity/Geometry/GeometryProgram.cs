using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>
/// Check 4 as a program: d, e(X) with the mask's term, and X^(N_T') in closed form (docs/protocol.md, section 3).
/// </summary>
internal sealed class GeometryProgram
{
    /// <summary>e is 1 at this coefficient of the mask.</summary>
    private const int MaskUnit = 4;

    private readonly PowerChain b, y, x;
    private readonly GeometricSums sums;

    /// <summary>The program of a circuit.</summary>
    public GeometryProgram(CircuitDescription circuit)
    {
        b = new(Program, Program.Input(FieldProgram.B), "b");
        y = new(Program, Program.Input(FieldProgram.Y), "y");
        x = new(Program, Program.Input(FieldProgram.X), "X");
        sums = new(Program);
        var publicMaps = circuit.PublicMaps.Select(map => (map.Tensor, Value: BigInteger.Parse(map.Value, CultureInfo.InvariantCulture), Set: PlacementNormalForm.Of(map.Placement))).ToArray();
        var tileMaps = circuit.TileMaps.Select(map => (map.Tensor, Value: (BigInteger)map.Value, Set: PlacementNormalForm.Of(map.Placement))).ToArray();
        var maskStart = circuit.Size.TileRows + 1;
        Prepare([.. publicMaps.Select(map => map.Set), .. tileMaps.Select(map => map.Set)], maskStart);
        Mask = x.Power(maskStart);
        D = SumOfProducts.Build(Program, [.. publicMaps.Select(map => Map(map.Value, map.Set))]);
        E = SumOfProducts.Build(Program, [.. tileMaps.Select(map => Map(map.Value, map.Set)), new Term(false, [x.Power(maskStart + MaskUnit)])]);
    }

    /// <summary>The program.</summary>
    public FieldProgram Program { get; } = new();
    /// <summary>d; without X.</summary>
    public int D { get; }
    /// <summary>e(X) with the mask's term.</summary>
    public int E { get; }
    /// <summary>X^(N_T').</summary>
    public int Mask { get; }

    private void Prepare(IReadOnlyList<PlacementNormalForm> sets, int maskStart)
    {
        var runs = sets.SelectMany(set => set.Factors).SelectMany(runs => runs).ToArray();
        b.Prepare([.. sets.Select(set => set.Output), .. runs.Select(run => run.Output), .. runs.Select(run => run.OutputStep)]);
        y.Prepare([.. sets.Select(set => set.Input + 1), .. runs.Select(run => run.Input), .. runs.Select(run => run.InputStep)]);
        x.Prepare([.. sets.Select(set => set.Tile), .. runs.Select(run => run.Tile), .. runs.Select(run => run.TileStep), maskStart, maskStart + MaskUnit]);
    }

    private Term Map(BigInteger value, PlacementNormalForm set) => new(value.Sign < 0,
    [
        Program.Constant(BigInteger.Abs(value)), b.Power(set.Output), y.Power(set.Input + 1), x.Power(set.Tile),
        .. set.Factors.Select(runs => SumOfProducts.Build(Program, [.. runs.Select(Run)])),
    ]);

    private Term Run(Run run)
    {
        var ratio = Program.Product([b.Power(run.OutputStep), y.Power(run.InputStep), x.Power(run.TileStep)]);
        Program.Name(ratio, string.Join(' ', new[] { ("b", run.OutputStep), ("y", run.InputStep), ("X", run.TileStep) }
            .Where(part => part.Item2 > 0).Select(part => $"{part.Item1}^{part.Item2}")));
        return new(false, [b.Power(run.Output), y.Power(run.Input), x.Power(run.Tile), sums.Sum(ratio, run.Count)]);
    }
}
