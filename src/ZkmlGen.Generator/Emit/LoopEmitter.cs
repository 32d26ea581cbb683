using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Emit.Placements;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>
/// Loops over placements that add to pre. A factor of one run is a loop; one of several runs is a loop for each run around a method with the inner
/// factors, or a loop over a table if there are many. The innermost factor is the kernel's own loop.
/// </summary>
internal sealed class LoopEmitter(CodeWriter writer, string layer)
{
    // More runs than this become a table.
    private const int MaximumLoops = 16;

    private readonly Queue<Helper> helpers = new();
    private int helperCount;

    private sealed record Helper(string Name, string Kernel, bool IsTile, NestFactor[] Factors, string Purpose);

    public void Cells(Nest nest, string value)
    {
        Comment(nest, $"{value} times cells");
        Body(new Position(Of($"{nest.Output}"), Of($"{nest.Input}"), null), $"linear.AddCells({value}, ", false, Order(nest), []);
    }

    public void Tiles(Nest nest, int value)
    {
        Comment(nest, value == 1 ? "tiles" : Of($"{value} times tiles"));
        Body(new Position(Of($"{nest.Output}"), Of($"{nest.Input}"), Of($"{nest.Tile}")), Of($"linear.AddTiles({value}, "), true, Order(nest), []);
    }

    /// <summary>The methods that the loops so far call.</summary>
    public void EmitHelpers()
    {
        while (helpers.Count > 0)
        {
            var helper = helpers.Dequeue();
            writer.Line();
            writer.Line($"// {helper.Purpose}");
            var parameters = helper.IsTile ? "int output, int input, int tile" : "int output, int input";
            using (writer.Block($"private static void {helper.Name}(in global::ZkmlGen.Runtime.LinearLayer linear, {parameters})"))
            {
                Body(new Position("output", "input", helper.IsTile ? "tile" : null), helper.Kernel, helper.IsTile, helper.Factors, []);
            }
        }
    }

    private sealed record Position(string Output, string Input, string? Tile)
    {
        public Position Move(Run run, string variable) => new(
            Add(Output, run.Output, run.OutputStep, variable), Add(Input, run.Input, run.InputStep, variable),
            Tile is null ? null : Add(Tile, run.Tile, run.TileStep, variable));

        public string Arguments => Tile is null ? $"{Output}, {Input}" : $"{Output}, {Input}, {Tile}";

        private static string Add(string start, int offset, int step, string variable)
        {
            var sum = CircuitContext.Sum(offset, [(step, variable)]);
            return sum == "0" ? start : start == "0" ? sum : $"{start} + {sum}".Replace("+ -", "- ");
        }
    }

    private void Comment(Nest nest, string what)
    {
        var shape = string.Join(" x ", nest.Factors.Select(factor => Of($"{factor.Elements} {factor.Role}")));
        writer.Line($"// {what}{(shape.Length > 0 ? ": " : "")}{shape}");
    }

    // The kernel's own loop is the one with the longest runs.
    private static NestFactor[] Order(Nest nest)
    {
        var inner = nest.Factors.OrderBy(factor => (double)factor.Elements / factor.Runs.Length).LastOrDefault();
        return inner is null ? [] : [.. nest.Factors.Where(factor => factor != inner), inner];
    }

    private void Body(Position at, string kernel, bool isTile, NestFactor[] factors, string[] used)
    {
        if (factors.Length == 0)
        {
            Call(at, kernel, isTile, new Run(0, 0, 0, 1, 0, 0, 0));
            return;
        }
        if (factors.Length == 1 && factors[0].Runs.Length <= MaximumLoops)
        {
            foreach (var run in factors[0].Runs) Call(at.Move(run with { OutputStep = 0, InputStep = 0, TileStep = 0 }, ""), kernel, isTile, run);
            return;
        }
        var (factor, inner) = (factors[0], factors.Skip(1).ToArray());
        var variable = Names.Distinct([.. used, factor.Role], ["output", "input", "tile"]).Last();
        if (factor.Runs.Length == 1)
        {
            Loop(factor.Runs[0], variable, at, position => Body(position, kernel, isTile, inner, [.. used, variable]));
            return;
        }
        var helper = Of($"{layer}Part{++helperCount}");
        helpers.Enqueue(new Helper(helper, kernel, isTile, inner, Of($"{layer}, for one element of {factor.Role}.")));
        void CallHelper(Position position) => writer.Line($"{helper}(linear, {position.Arguments});");
        if (factor.Runs.Length <= MaximumLoops)
        {
            foreach (var run in factor.Runs) Loop(run, variable, at, CallHelper);
            return;
        }
        Table(factor, variable, at, CallHelper);
    }

    private void Loop(Run run, string variable, Position at, System.Action<Position> body)
    {
        if (run.Count == 1)
        {
            body(at.Move(run, variable));
            return;
        }
        using (writer.Block($"for (var {variable} = 0; {variable} < {run.Count}; {variable}++)")) body(at.Move(run, variable));
    }

    // Elements one by one from static data.
    private void Table(NestFactor factor, string variable, Position at, System.Action<Position> body)
    {
        var table = variable + "Table";
        writer.Line($"global::System.ReadOnlySpan<int> {table} =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (var run in factor.Runs)
            {
                writer.Line($"{run.Output}, {run.Input}, {run.Tile}, {run.Count}, {run.OutputStep}, {run.InputStep}, {run.TileStep},");
            }
        }
        writer.Line("];");
        using (writer.Block($"for (var run = 0; run < {table}.Length; run += 7)"))
        using (writer.Block($"for (var {variable} = 0; {variable} < {table}[run + 3]; {variable}++)"))
        {
            string Element(string start, int column) => $"{start} + {table}[{(column == 0 ? "run" : Of($"run + {column}"))}] + {variable} * {table}[{Of($"run + {column + 4}")}]";
            body(new Position(Element(at.Output, 0), Element(at.Input, 1), at.Tile is null ? null : Element(at.Tile, 2)));
        }
    }

    private void Call(Position at, string kernel, bool isTile, Run run)
    {
        var tileStep = isTile ? Of($", tileStep: {run.TileStep}") : "";
        writer.Line($"{kernel}{at.Arguments}, count: {run.Count}, outputStep: {run.OutputStep}, inputStep: {run.InputStep}{tileStep});");
    }
}
