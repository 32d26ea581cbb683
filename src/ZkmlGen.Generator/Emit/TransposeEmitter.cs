using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Emit.Placements;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>Step 2: U = L^T chi. Every map sums its factors one at a time (see <see cref="FoldPlan"/>).</summary>
internal sealed class TransposeEmitter(CircuitContext context, CodeWriter writer)
{
    private const string SumsParameter = "global::System.ReadOnlySpan<global::ZkmlGen.Algebra.Fr> tileSums";
    private const string Parameters = SumsParameter + ", global::ZkmlGen.Runtime.PowerTable b, global::System.Span<global::ZkmlGen.Algebra.Fr> u";

    public void Emit()
    {
        var read = Enumerable.Range(0, context.Layers.Length).Where(i => context.PublicMaps[i].Any() || context.TileMaps[i].Any()).ToArray();
        writer.Line("/// <inheritdoc/>");
        writer.Line(Of($"public override int TransposeParts => {read.Length};"));
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override void Transpose(int part, {Parameters})"))
        {
            writer.Line("FreeSums();");
            using (writer.Block("switch (part)"))
            {
                for (var part = 0; part < read.Length; part++) writer.Line(Of($"case {part}: Transpose{context.Layers[read[part]]}(tileSums, b, u); break;"));
            }
        }
        foreach (var tensor in read) EmitLayer(tensor);
    }

    private void EmitLayer(int index)
    {
        writer.Line();
        foreach (var line in context.Headline(context.Circuit.Tensors[index])) writer.Line(line);
        using (writer.Block($"private static void Transpose{context.Layers[index]}({Parameters})"))
        {
            foreach (var (map, nest) in context.PublicMaps[index]) Emit(nest, map.Value, 1, isTile: false);
            foreach (var (map, nest) in context.TileMaps[index]) Emit(nest, Of($"{map.Value}"), context.Size.TileInputs, isTile: true);
        }
    }

    private void Emit(Nest nest, string value, int width, bool isTile)
    {
        var plan = new FoldPlan(nest, width);
        using (writer.Block(isTile ? Of($"// Tiles from {nest.Tile} on, times {value}.") : Of($"// Cells, times {value}.")))
        {
            var scale = string.Join(" * ", new[] { Of($"b[{nest.Output}]") }.Concat(plan.Scalars.Select(ScalarSum)));
            if (value != "1") scale = Of($"{FieldLiteral.Of(value)} * {scale}");
            if (plan.Levels.Length == 0) EmitSingle(nest, scale, width, isTile);
            else EmitLevels(nest, plan, scale, isTile);
        }
    }

    private void EmitSingle(Nest nest, string scale, int width, bool isTile)
    {
        if (!isTile) writer.Line($"u[{nest.Input}] += {scale};");
        else writer.Line($"Fold({From("u", Of($"{nest.Input}"))}, 0, {From("tileSums", Of($"{nest.Tile * width}"))}, 0, {width}, {scale}, One, 1);");
    }

    private void EmitLevels(Nest nest, FoldPlan plan, string scale, bool isTile)
    {
        writer.Line(isTile ? Of($"var scale = {scale};") : Of($"var value = Single({scale});"));
        // The scale enters where there are products anyway.
        var scaled = isTile ? Math.Max(0, Array.FindIndex(plan.Levels, level => level.Factor.MovesOutput)) : -1;
        var source = new FoldSource(isTile ? "tileSums" : "value", nest.Tile * plan.Levels[0].SourceWidth,
            factor => plan.Levels[0].SourceWidth * factor.TileSpacing);
        for (var i = 0; i < plan.Levels.Length; i++)
        {
            var level = plan.Levels[i];
            var last = i == plan.Levels.Length - 1;
            var target = last ? "u" : Of($"sums{i + 1}");
            writer.Line($"// {level.Factor.Elements} {level.Factor.Role}: {(last ? "into the cells" : Of($"{level.Vectors} x {level.TargetWidth} sums"))}");
            if (!last) writer.Line($"var {target} = Sums({level.Vectors * level.TargetWidth});");
            EmitLevel(level, source, target, last ? nest.Input : 0, scaled == i);
            source = new FoldSource(target, 0, factor => level.Strides()[Array.IndexOf(level.Remaining, factor)]);
        }
    }

    // A vector's place in the source: its start, and the distance for one step of a factor's tile index.
    private sealed record FoldSource(string Name, int Start, Func<NestFactor, int> Stride);

    private void EmitLevel(FoldLevel level, FoldSource source, string target, int targetStart, bool scaled)
    {
        var variables = CircuitContext.Variables(level.Remaining);
        var strides = level.Strides();
        var blocks = new Stack<IDisposable>();
        var (sourceTerms, targetTerms) = (new List<(int, string)>(), new List<(int, string)>());
        for (var i = 0; i < variables.Length; i++)
        {
            if (level.Remaining[i].TileExtent == 1) continue;
            blocks.Push(writer.Block($"for (var {variables[i]} = 0; {variables[i]} < {level.Remaining[i].TileExtent}; {variables[i]}++)"));
            sourceTerms.Add((source.Stride(level.Remaining[i]), variables[i]));
            targetTerms.Add((strides[i], variables[i]));
        }
        var stride = level.Factor.MovesTile ? source.Stride(level.Factor) : 0;
        foreach (var run in level.Factor.Runs)
        {
            var (tile, tileStep) = (run.Tile / level.Factor.TileSpacing, run.TileStep / level.Factor.TileSpacing);
            var from = CircuitContext.Sum(source.Start + stride * (tile + Math.Min(tileStep, 0) * (run.Count - 1)), sourceTerms);
            var to = CircuitContext.Sum(targetStart + run.Input + Math.Min(run.InputStep, 0) * (run.Count - 1), targetTerms);
            var first = run.Output == 0 ? scaled ? "scale" : "One" : scaled ? Of($"scale * b[{run.Output}]") : Of($"b[{run.Output}]");
            writer.Line($"Fold({From(target, to)}, {run.InputStep}, {From(source.Name, from)}, {stride * tileStep}, {level.SourceWidth}, {first}, {(run.OutputStep == 0 ? "One" : Of($"b[{run.OutputStep}]"))}, {run.Count});");
        }
        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    private static string From(string span, string start) => start == "0" ? span : start.Contains(' ') ? $"{span}[({start})..]" : $"{span}[{start}..]";

    private static string ScalarSum(NestFactor factor)
    {
        var runs = factor.Runs.Select(run => Of($"PowerSum(b, {run.Output}, {run.Count}, {run.OutputStep})"));
        return factor.Runs.Length == 1 ? runs.First() : $"({string.Join(" + ", runs)})";
    }
}

/// <summary>Public entries as field elements.</summary>
internal static class FieldLiteral
{
    /// <summary>An expression for a decimal integer.</summary>
    public static string Of(string value)
    {
        var integer = BigInteger.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        if (integer >= long.MinValue && integer <= long.MaxValue) return $"Integer({value})";
        var words = new Stack<string>();
        for (var rest = BigInteger.Abs(integer); !rest.IsZero; rest >>= 32) words.Push(CodeText.Of($"0x{(uint)(rest & uint.MaxValue):x}"));
        return $"{(integer.Sign < 0 ? "-" : "")}Integer([{string.Join(", ", words)}])";
    }
}
