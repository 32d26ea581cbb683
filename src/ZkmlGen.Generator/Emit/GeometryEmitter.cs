using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Emit.Placements;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>Section 3: the coefficients of e(X), and e(x) and d in closed form.</summary>
internal sealed class GeometryEmitter(CircuitContext context, CodeWriter writer)
{
    private const string Fr = "global::ZkmlGen.Algebra.Fr";
    private const string Parameters =
        $"global::ZkmlGen.Runtime.PowerTable b, global::ZkmlGen.Runtime.PowerTable y, global::System.Span<{Fr}> e";

    public void Emit()
    {
        var weighted = Indices(i => context.TileMaps[i].Any());
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override void FillGeometry({Parameters})"))
        {
            writer.Line("FreeSums();");
            foreach (var tensor in weighted) writer.Line($"Geometry{context.Layers[tensor]}(b, y, e);");
        }
        foreach (var tensor in weighted) EmitCoefficients(tensor);

        EmitClosedForm($"public override {Fr} GeometryAt(in {Fr} b, in {Fr} y, in {Fr} x)", "x", "Geometry", weighted,
            tensor => context.TileMaps[tensor].Select(pair => (FieldValue(Of($"{pair.Map.Value}")), pair.Nest)));
        EmitClosedForm($"public override {Fr} PublicMapsAt(in {Fr} b, in {Fr} y)", $"{Fr}.One", "PublicMaps", Indices(i => context.PublicMaps[i].Any()),
            tensor => context.PublicMaps[tensor].Select(pair => (FieldValue(pair.Map.Value), pair.Nest)));
    }

    private int[] Indices(Func<int, bool> condition) => [.. Enumerable.Range(0, context.Layers.Length).Where(condition)];

    private static string FieldValue(string value) => value == "1" ? "" : FieldLiteral.Of(value) + " * ";

    private void Headline(int tensor)
    {
        writer.Line();
        foreach (var line in context.Headline(context.Circuit.Tensors[tensor])) writer.Line(line);
    }

    private void EmitCoefficients(int tensor)
    {
        Headline(tensor);
        using (writer.Block($"private static void Geometry{context.Layers[tensor]}({Parameters})"))
        {
            foreach (var (map, nest) in context.TileMaps[tensor])
            {
                using (writer.Block($"// Tiles from {nest.Tile} on.")) EmitMap(nest, FieldValue(Of($"{map.Value}")));
            }
        }
    }

    private void EmitMap(Nest nest, string value)
    {
        var variables = Names.Distinct([.. nest.Factors.Select(factor => factor.Role)], ["scale"]);
        for (var i = 0; i < variables.Length; i++) EmitFactor(nest.Factors[i], variables[i]);
        var scalars = variables.Where((_, i) => nest.Factors[i].TileExtent == 1).Select(variable => Of($" * {variable}[0]"));
        writer.Line($"var scale = {value}b[{nest.Output}] * y[{nest.Input + 1}]{string.Concat(scalars)};");
        EmitProduct(nest, [.. variables.Where((_, i) => nest.Factors[i].TileExtent > 1)], [.. nest.Factors.Where(factor => factor.TileExtent > 1)]);
    }

    private void EmitFactor(NestFactor factor, string variable)
    {
        writer.Line($"var {variable} = Sums({factor.TileExtent});");
        foreach (var run in factor.Runs)
        {
            var (position, step) = (run.Tile / factor.TileSpacing, run.TileStep / factor.TileSpacing);
            writer.Line($"AddRun({variable}, b, y, {position}, {run.Output}, {run.Input}, {run.Count}, {step}, {run.OutputStep}, {run.InputStep});");
        }
    }

    // The product of the factors' coefficients, over all their tiles.
    private void EmitProduct(Nest nest, string[] variables, NestFactor[] factors)
    {
        if (factors.Length == 0)
        {
            writer.Line($"e[{nest.Tile}] += scale;");
            return;
        }
        var blocks = new Stack<IDisposable>();
        var terms = new List<(int, string)>();
        var scale = "scale";
        for (var i = 0; i < factors.Length - 1; i++)
        {
            var index = Of($"i{i + 1}");
            blocks.Push(writer.Block($"for (var {index} = 0; {index} < {factors[i].TileExtent}; {index}++)"));
            writer.Line($"var scale{i + 1} = {scale} * {variables[i]}[{index}];");
            scale = Of($"scale{i + 1}");
            terms.Add((factors[i].TileSpacing, index));
        }
        writer.Line($"Spread(e[({CircuitContext.Sum(nest.Tile, terms)})..], {factors[factors.Length - 1].TileSpacing}, {variables[variables.Length - 1]}, {scale});");
        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    private void EmitClosedForm(string signature, string x, string name, int[] tensors, Func<int, IEnumerable<(string Value, Nest Nest)>> maps)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(signature))
        {
            writer.Line($"var at = new global::ZkmlGen.Runtime.Monomials(b, y, {x});");
            writer.Line($"var sum = {Fr}.Zero;");
            foreach (var tensor in tensors) writer.Line($"sum += {name}{context.Layers[tensor]}At(at);");
            writer.Line("return sum;");
        }
        foreach (var tensor in tensors)
        {
            Headline(tensor);
            using (writer.Block($"private static {Fr} {name}{context.Layers[tensor]}At(in global::ZkmlGen.Runtime.Monomials at)"))
            {
                writer.Line($"var sum = {Fr}.Zero;");
                foreach (var (value, nest) in maps(tensor)) EmitTerm(value, nest);
                writer.Line("return sum;");
            }
        }
    }

    private void EmitTerm(string value, Nest nest)
    {
        writer.Line($"sum += {value}at.At({nest.Output}, {nest.Input + 1}, {nest.Tile}){(nest.Factors.Length == 0 ? ";" : "")}");
        using (writer.Indent())
        {
            for (var i = 0; i < nest.Factors.Length; i++)
            {
                var end = i == nest.Factors.Length - 1 ? ";" : "";
                var runs = nest.Factors[i].Runs.Select(RunTerm).ToArray();
                if (runs.Length == 1)
                {
                    writer.Line($"* {runs[0]}{end}");
                    continue;
                }
                for (var k = 0; k < runs.Length; k++) writer.Line($"{(k == 0 ? "* (" : "    + ")}{runs[k]}{(k == runs.Length - 1 ? ")" + end : "")}");
            }
        }
    }

    private static string RunTerm(Run run) =>
        Of($"at.Run({run.Output}, {run.Input}, {run.Tile}, {run.Count}, {run.OutputStep}, {run.InputStep}, {run.TileStep})");
}
