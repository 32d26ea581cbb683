using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;

namespace ZkmlGen.Generator.Emit.Placements;

/// <summary>
/// A placement in normal form: the same set of triples, with all least offsets in the base, so that no offset of a factor is negative; output steps
/// are not negative; single elements have no steps.
/// </summary>
internal sealed class Nest
{
    public Nest(Placement placement)
    {
        (Output, Input, Tile) = (placement.Output, placement.Input, placement.Tile);
        var factors = new List<NestFactor>();
        foreach (var factor in placement.Factors)
        {
            var runs = factor.Runs.Select(Upwards).ToArray();
            var (output, input, tile) = (runs.Min(Least(run => run.Output, run => run.OutputStep)),
                runs.Min(Least(run => run.Input, run => run.InputStep)), runs.Min(Least(run => run.Tile, run => run.TileStep)));
            (Output, Input, Tile) = (Output + output, Input + input, Tile + tile);
            var moved = runs.Select(run => run with { Output = run.Output - output, Input = run.Input - input, Tile = run.Tile - tile }).ToArray();
            if (moved.Length > 1 || moved[0].Count > 1) factors.Add(new NestFactor(moved));
        }
        Factors = [.. factors];
    }

    /// <summary>Least output address.</summary>
    public int Output { get; }

    /// <summary>Least input address.</summary>
    public int Input { get; }

    /// <summary>Least tile row.</summary>
    public int Tile { get; }

    /// <summary>The factors that are more than one element.</summary>
    public NestFactor[] Factors { get; }

    private static Run Upwards(Run run)
    {
        if (run.Count == 1) return run with { OutputStep = 0, InputStep = 0, TileStep = 0 };
        if (run.OutputStep > 0 || run.OutputStep == 0 && run.InputStep >= 0) return run;
        var last = run.Count - 1;
        return new Run(
            run.Output + last * run.OutputStep, run.Input + last * run.InputStep, run.Tile + last * run.TileStep, run.Count,
            -run.OutputStep, -run.InputStep, -run.TileStep);
    }

    private static Func<Run, int> Least(Func<Run, int> offset, Func<Run, int> step) => run => offset(run) + Math.Min(step(run), 0) * (run.Count - 1);
}

/// <summary>A sum of runs with offsets from 0 up.</summary>
internal sealed class NestFactor(Run[] runs)
{
    public Run[] Runs { get; } = runs;

    /// <summary>Number of elements.</summary>
    public int Elements { get; } = runs.Sum(run => run.Count);

    public bool MovesOutput { get; } = runs.Any(run => (run.Output | run.OutputStep) != 0);

    public bool MovesInput { get; } = runs.Any(run => (run.Input | run.InputStep) != 0);

    public bool MovesTile { get; } = runs.Any(run => (run.Tile | run.TileStep) != 0);

    /// <summary>All tile offsets are multiples of this (1 if there are none).</summary>
    public int TileSpacing { get; } = Math.Max(1, runs.Aggregate(0, (divisor, run) => Divisor(Divisor(divisor, run.Tile), Math.Abs(run.TileStep))));

    /// <summary>Tile offsets are TileSpacing times 0 .. TileExtent - 1.</summary>
    public int TileExtent => Reach(run => run.Tile, run => run.TileStep) / TileSpacing + 1;

    /// <summary>Largest input offset.</summary>
    public int InputReach => Reach(run => run.Input, run => run.InputStep);

    /// <summary>What an index of this factor counts, as a name of a loop variable.</summary>
    public string Role => (MovesTile, MovesOutput, MovesInput) switch
    {
        (true, false, true) => "inputs",
        (true, true, false) => "outputs",
        (true, _, _) when Runs.Length > 1 => "kernel",
        (true, _, _) => "group",
        (false, true, true) => "position",
        (false, true, false) => "repeat",
        _ => "term",
    };

    private int Reach(Func<Run, int> offset, Func<Run, int> step) => Runs.Max(run => offset(run) + Math.Max(step(run), 0) * (run.Count - 1));

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
