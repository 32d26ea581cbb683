using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>How the key's tiles are read from the model file: offsets and scales, no weights.</summary>
internal sealed class WeightsEmitter(CircuitContext context, CodeWriter writer)
{
    private const int NumbersPerLine = 16;

    public void Emit()
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public override void LoadWeights(global::ZkmlGen.Runtime.ModelFiles files, global::System.Span<int> tiles)"))
        {
            writer.Line("var loader = new global::ZkmlGen.Runtime.TileLoader(files, ModelDigest, tiles, TileOutputs, TileInputs);");
            foreach (var matrix in context.Model.Weights) EmitMatrix(matrix);
        }
    }

    private void EmitMatrix(WeightMatrix matrix)
    {
        var blocks = Axis.Product(matrix.BlockAxes);
        var shape = Of($"{(blocks == 1 ? "" : Of($"{blocks} blocks of "))}{matrix.Inputs} x {matrix.Outputs}{(matrix.Diagonal ? ", diagonal" : "")}");
        writer.Line();
        writer.Line($"// {Names.Comment(matrix.Name)}: {shape}, tiles from {matrix.FirstTile} on.");
        var axes = Of($"diagonal: {(matrix.Diagonal ? "true" : "false")}, blockAxes: {Axes(matrix.BlockAxes)}, outputAxes: {Axes(matrix.OutputAxes)}, inputAxes: {Axes(matrix.InputAxes)},");
        if (matrix.Source.Inline.Count > 0)
        {
            writer.Line($"loader.FromIntegers(firstTile: {matrix.FirstTile}, {axes}");
            using (writer.Indent()) Numbers("numbers", [.. matrix.Source.Inline.Select(number => Of($"{number}"))], ");");
            return;
        }
        writer.Line($"loader.FromFile({Names.Literal(matrix.Name)}, firstTile: {matrix.FirstTile}, {axes}");
        using (writer.Indent())
        {
            var file = matrix.Source.File is null ? "null" : Names.Literal(matrix.Source.File);
            writer.Line($"file: {file}, offset: {matrix.Source.Offset}, global::ZkmlGen.Runtime.StoredNumber.{matrix.Source.Type}, scale: {Real(matrix.Scale)},");
            Numbers("factors", [.. matrix.OutputFactors.Select(Real)], Of($", factorsPerBlock: {(matrix.FactorsPerBlock ? "true" : "false")});"));
        }
    }

    private void Numbers(string name, string[] numbers, string end)
    {
        if (numbers.Length <= NumbersPerLine)
        {
            writer.Line($"{name}: [{string.Join(", ", numbers)}]{end}");
            return;
        }
        writer.Line($"{name}:");
        writer.Line("[");
        using (writer.Indent())
        {
            for (var start = 0; start < numbers.Length; start += NumbersPerLine)
            {
                writer.Line(string.Join(", ", numbers.Skip(start).Take(NumbersPerLine)) + ",");
            }
        }
        writer.Line($"]{end}");
    }

    private static string Axes(IEnumerable<Axis> axes) => $"[{string.Join(", ", axes.Select(axis => Of($"{axis.Count}, {axis.Stride}")))}]";

    private static string Real(double value)
    {
        // Seventeen digits give every double back, on every runtime.
        var digits = value.ToString("G17", CultureInfo.InvariantCulture);
        return digits.Contains('.') || digits.Contains('E') ? digits : digits + ".0";
    }
}
