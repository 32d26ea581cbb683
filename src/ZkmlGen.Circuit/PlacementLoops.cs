using System;

namespace ZkmlGen.Circuit;

/// <summary>All triples of a placement, one by one: what the closed forms stand for.</summary>
public static class PlacementLoops
{
    /// <summary>Calls visit(output address, input address, tile row) for every triple.</summary>
    public static void ForEach(Placement placement, Action<int, int, int> visit) =>
        Loop(placement.Factors.Items, 0, placement.Output, placement.Input, placement.Tile, visit);

    private static void Loop(Factor[] factors, int depth, int output, int input, int tile, Action<int, int, int> visit)
    {
        if (depth == factors.Length)
        {
            visit(output, input, tile);
            return;
        }
        foreach (var run in factors[depth].Runs)
        {
            for (var k = 0; k < run.Count; k++)
            {
                Loop(
                    factors, depth + 1,
                    output + run.Output + k * run.OutputStep, input + run.Input + k * run.InputStep, tile + run.Tile + k * run.TileStep, visit);
            }
        }
    }
}
