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
internal sealed class LoopEmitter(CodeWriter writer, string layer, int tileOutputs)
{
    // More runs than this become a table.
    private const int MaximumLoops = 16;

    // Positions for which tiles are kept in registers.
    private const int LeastPositions = 3;

    private readonly Queue<Helper> helpers = new();
    private int helperCount;

    // A call up to its position, and the number of tiles that it takes one below the other: 0 for public cells.
    private sealed record Kernel(string Call, int Chunks)
    {
        public bool IsTile => Chunks > 0;
    }

    private sealed record Helper(string Name, Kernel Kernel, NestFactor[] Factors, string Purpose);

    public void Cells(Nest nest, string value)
    {
        Comment(nest, $"{value} times cells");
        Body(Position.At(nest.Output, nest.Input, null), new Kernel($"linear.AddCells({value}, ", 0), Order(nest.Factors), []);
    }

    public void Tiles(Nest nest, int value)
    {
        Comment(nest, value == 1 ? "tiles" : Of($"{value} times tiles"));
        // Tiles of neighbouring outputs are neighbours: the kernel takes them as one matrix.
        var column = nest.Factors.FirstOrDefault(IsColumn);
        var kernel = new Kernel(Of($"linear.AddTiles({value}, "), column?.Elements ?? 1);
        Body(Position.At(nest.Output, nest.Input, nest.Tile), kernel, Order([.. nest.Factors.Where(factor => factor != column)]), []);
    }

    private bool IsColumn(NestFactor factor) =>
        factor.Runs.Length == 1 && factor.Runs[0] is { InputStep: 0, TileStep: 1 } run && run.OutputStep == tileOutputs;

    /// <summary>The methods that the loops so far call.</summary>
    public void EmitHelpers()
    {
        while (helpers.Count > 0)
        {
            var helper = helpers.Dequeue();
            writer.Line();
            writer.Line($"// {helper.Purpose}");
            var parameters = helper.Kernel.IsTile ? "int output, int input, int tile" : "int output, int input";
            using (writer.Block($"private static void {helper.Name}(in global::ZkmlGen.Runtime.LinearLayer linear, {parameters})"))
            {
                Body(Position.Parameters(helper.Kernel.IsTile), helper.Kernel, helper.Factors, []);
            }
        }
    }

    // An index: a constant, loops' steps, and what is no number before the run (parameters, table entries).
    private sealed record Index(string Start, int Constant, EquatableArray<(int Step, string Variable)> Terms)
    {
        public Index Move(int offset, int step, string variable) =>
            this with { Constant = Constant + offset, Terms = step == 0 ? Terms : Terms.Append((step, variable)).ToArray() };

        public Index MoveBy(string text) => this with { Start = Start.Length == 0 ? text : $"{Start} + {text}" };

        public override string ToString()
        {
            var sum = CircuitContext.Sum(Constant, Terms);
            return Start.Length == 0 ? sum : sum == "0" ? Start : $"{Start} + {sum}".Replace("+ -", "- ");
        }
    }

    private sealed record Position(Index Output, Index Input, Index? Tile)
    {
        public static Position At(int output, int input, int? tile) => new(new("", output, default), new("", input, default), tile is { } t ? new("", t, default) : null);

        public static Position Parameters(bool isTile) => new(new("output", 0, default), new("input", 0, default), isTile ? new("tile", 0, default) : null);

        public Position Move(Run run, string variable) => new(
            Output.Move(run.Output, run.OutputStep, variable), Input.Move(run.Input, run.InputStep, variable), Tile?.Move(run.Tile, run.TileStep, variable));

        public override string ToString() => Tile is null ? $"{Output}, {Input}" : $"{Output}, {Input}, {Tile}";
    }

    private void Comment(Nest nest, string what)
    {
        var shape = string.Join(" x ", nest.Factors.Select(factor => Of($"{factor.Elements} {factor.Role}")));
        writer.Line($"// {what}{(shape.Length > 0 ? ": " : "")}{shape}");
    }

    // The kernel's own loop: the same tiles at several outputs stay in registers, else the one with the longest runs.
    private static NestFactor[] Order(NestFactor[] factors)
    {
        var inner = factors.OrderBy(factor => RunLength(factor) >= LeastPositions && factor.Runs.All(KeepsTiles)).ThenBy(RunLength).LastOrDefault();
        return inner is null ? [] : [.. factors.Where(factor => factor != inner), inner];
    }

    private static double RunLength(NestFactor factor) => (double)factor.Elements / factor.Runs.Length;

    private static bool KeepsTiles(Run run) => run is { TileStep: 0, OutputStep: not 0 };

    private void Body(Position at, Kernel kernel, NestFactor[] factors, string[] used)
    {
        if (factors.Length == 0)
        {
            Call(at, kernel, new Run(0, 0, 0, 1, 0, 0, 0));
            return;
        }
        if (factors.Length == 1 && factors[0].Runs.Length <= MaximumLoops)
        {
            foreach (var run in factors[0].Runs) Call(at.Move(run with { OutputStep = 0, InputStep = 0, TileStep = 0 }, ""), kernel, run);
            return;
        }
        var (factor, inner) = (factors[0], factors.Skip(1).ToArray());
        var variable = Names.Distinct([.. used, factor.Role], ["output", "input", "tile"]).Last();
        if (factor.Runs.Length == 1)
        {
            Loop(factor.Runs[0], variable, at, position => Body(position, kernel, inner, [.. used, variable]));
            return;
        }
        var helper = Of($"{layer}Part{++helperCount}");
        helpers.Enqueue(new Helper(helper, kernel, inner, Of($"{layer}, for one element of {factor.Role}.")));
        void CallHelper(Position position) => writer.Line($"{helper}(linear, {position});");
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
            string Element(int column) => $"{table}[{(column == 0 ? "run" : Of($"run + {column}"))}] + {variable} * {table}[{Of($"run + {column + 4}")}]";
            body(new Position(at.Output.MoveBy(Element(0)), at.Input.MoveBy(Element(1)), at.Tile?.MoveBy(Element(2))));
        }
    }

    private void Call(Position at, Kernel kernel, Run run)
    {
        var (chunks, tileStep) = kernel.IsTile ? (Of($", chunks: {kernel.Chunks}"), Of($", tileStep: {run.TileStep}")) : ("", "");
        writer.Line($"{kernel.Call}{at}{chunks}, count: {run.Count}, outputStep: {run.OutputStep}, inputStep: {run.InputStep}{tileStep});");
    }
}
