using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Closed forms of placements: as few runs as possible, so that the verifier's work grows with layers only.</summary>
internal static class RunCover
{
    private const int MaximumPeriod = 16;

    /// <summary>Runs that cover the points, in their order.</summary>
    public static List<Run> Cover(IReadOnlyList<Point> points)
    {
        for (var period = 1; period <= MaximumPeriod && period <= points.Count; period++)
        {
            var runs = Periodic(points, period);
            if (runs is not null) return runs;
        }
        return Greedy(points);
    }

    private static List<Run>? Periodic(IReadOnlyList<Point> points, int period)
    {
        var runs = new List<Run>();
        for (var first = 0; first < period; first++)
        {
            var start = points[first];
            var count = (points.Count - first + period - 1) / period;
            var step = count > 1 ? points[first + period].Minus(start) : default;
            for (var k = 2; k < count; k++)
            {
                if (points[first + k * period] != start.Plus(step, k)) return null;
            }
            runs.Add(start.Run(count, step));
        }
        return runs;
    }

    private static List<Run> Greedy(IReadOnlyList<Point> points)
    {
        var runs = new List<Run>();
        for (var i = 0; i < points.Count;)
        {
            var step = i + 1 < points.Count ? points[i + 1].Minus(points[i]) : default;
            var count = 1;
            while (i + count < points.Count && points[i + count] == points[i].Plus(step, count)) count++;
            runs.Add(points[i].Run(count, step));
            i += count;
        }
        return runs;
    }

    /// <summary>Splits a sum of runs into a product of factors where all runs are translations of one another in a grid.</summary>
    public static List<Factor> Factorise(IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0) return [new Factor(Array.Empty<Run>())];
        var first = runs[0];
        if (runs.Count == 1 || runs.Any(run => run.Count != first.Count || run.OutputStep != first.OutputStep
            || run.InputStep != first.InputStep || run.TileStep != first.TileStep)) return [new Factor(runs.ToArray())];
        var grid = Grid(runs);
        if (grid is null) return [new Factor(runs.ToArray())];
        return [.. grid.Select(run => new Factor(new[] { run })), new Factor(new[] { first })];
    }

    // Nested arithmetic progressions of the runs' offsets, outermost first, relative to the first run; null if there are none.
    private static List<Run>? Grid(IReadOnlyList<Run> runs)
    {
        var loops = new List<Run>();
        for (var size = 1; size < runs.Count;)
        {
            var (output, input, tile) = Difference(runs[size], runs[0]);
            var count = 1;
            while ((count + 1) * size <= runs.Count && Repeats(runs, size, count, output, input, tile)) count++;
            if (count == 1 || runs.Count % (size * count) != 0) return null;
            loops.Insert(0, new Run(0, 0, 0, count, output, input, tile));
            size *= count;
        }
        return loops;
    }

    private static bool Repeats(IReadOnlyList<Run> runs, int size, int count, int output, int input, int tile)
    {
        for (var i = 0; i < size; i++)
        {
            if (Difference(runs[count * size + i], runs[i]) != (count * output, count * input, count * tile)) return false;
        }
        return true;
    }

    private static (int Output, int Input, int Tile) Difference(Run a, Run b) => (a.Output - b.Output, a.Input - b.Input, a.Tile - b.Tile);

    /// <summary>Moves constant offsets into the base and joins single-run factors that continue one another.</summary>
    public static (Run Offset, List<Factor> Factors) Simplify(Run offset, IEnumerable<Factor> factors)
    {
        var kept = new List<Factor>();
        var single = new List<Run>();
        foreach (var factor in factors)
        {
            if (factor.Runs.Count != 1) { kept.Add(factor); continue; }
            var run = factor.Runs[0];
            offset = offset with { Output = offset.Output + run.Output, Input = offset.Input + run.Input, Tile = offset.Tile + run.Tile };
            if (run.Count > 1) single.Add(run with { Output = 0, Input = 0, Tile = 0 });
        }
        while (JoinOnce(single)) { }
        kept.AddRange(single.Select(run => new Factor(new[] { run })));
        return (offset, kept);
    }

    private static bool JoinOnce(List<Run> runs)
    {
        for (var i = 0; i < runs.Count; i++)
        for (var k = 0; k < runs.Count; k++)
        {
            var (outer, inner) = (runs[i], runs[k]);
            if (i == k || outer.OutputStep != inner.Count * inner.OutputStep || outer.InputStep != inner.Count * inner.InputStep
                || outer.TileStep != inner.Count * inner.TileStep) continue;
            runs[Math.Min(i, k)] = inner with { Count = inner.Count * outer.Count };
            runs.RemoveAt(Math.Max(i, k));
            return true;
        }
        return false;
    }
}

/// <summary>An element of a placement's factor: offsets of output, input and tile.</summary>
internal readonly record struct Point(int Output, int Input, int Tile)
{
    /// <summary>Difference of the offsets.</summary>
    public Point Minus(Point other) => new(Output - other.Output, Input - other.Input, Tile - other.Tile);

    /// <summary>The offsets plus count steps.</summary>
    public Point Plus(Point step, int count) => new(Output + count * step.Output, Input + count * step.Input, Tile + count * step.Tile);

    /// <summary>A run that starts here.</summary>
    public Run Run(int count, Point step) => new(Output, Input, Tile, count, step.Output, step.Input, step.Tile);
}
