using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>
/// A placement whose exponents are all at least 0: steps go upwards and what all runs of a factor have in common is in the base. So no inverse of b, y or X
/// is needed.
/// </summary>
internal sealed record PlacementNormalForm(int Output, int Input, int Tile, IReadOnlyList<IReadOnlyList<Run>> Factors)
{
    /// <summary>Brings a placement into this form.</summary>
    public static PlacementNormalForm Of(Placement placement)
    {
        var (output, input, tile) = (placement.Output, placement.Input, placement.Tile);
        var factors = new List<IReadOnlyList<Run>>();
        foreach (var factor in placement.Factors)
        {
            var runs = factor.Runs.SelectMany(Upwards).ToArray();
            var (o, i, t) = (runs.Min(run => run.Output), runs.Min(run => run.Input), runs.Min(run => run.Tile));
            (output, input, tile) = (output + o, input + i, tile + t);
            factors.Add([.. runs.Select(run => run with { Output = run.Output - o, Input = run.Input - i, Tile = run.Tile - t })]);
        }
        return new(output, input, tile, factors);
    }

    private static IEnumerable<Run> Upwards(Run run)
    {
        if (run is { OutputStep: >= 0, InputStep: >= 0, TileStep: >= 0 }) return [run];
        var reversed = new Run(
            run.Output + (run.Count - 1) * run.OutputStep, run.Input + (run.Count - 1) * run.InputStep, run.Tile + (run.Count - 1) * run.TileStep,
            run.Count, -run.OutputStep, -run.InputStep, -run.TileStep);
        return reversed is { OutputStep: >= 0, InputStep: >= 0, TileStep: >= 0 } ? [reversed] : Enumerable.Range(0, run.Count).Select(k => Single(run, k));
    }

    private static Run Single(Run run, int k) =>
        new(run.Output + k * run.OutputStep, run.Input + k * run.InputStep, run.Tile + k * run.TileStep, 1, 0, 0, 0);
}
