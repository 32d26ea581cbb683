using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Concat and Pad.</summary>
internal static class Joining
{
    public static void Concat(NodeContext node)
    {
        if (node.InputCount == 0 || !node.Attributes.Has("axis")) throw node.Broken("lacks inputs or the attribute 'axis'");
        Operand[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Input)];
        var axis = node.Axis(node.Attributes.Int("axis", 0), parts[0].Rank);
        foreach (var part in parts)
        {
            if (part.Type != parts[0].Type) throw node.WrongType(part);
            if (part.Rank != parts[0].Rank || part.Shape.Where((extent, d) => d != axis && extent != parts[0].Shape[d]).Any())
                throw node.BadShape($"joins tensors of shapes {Quote.Shape(parts[0].Shape)} and {Quote.Shape(part.Shape)} along axis {axis}");
        }
        // Empty constants (an exporter's idea of no shape) are no part of the result.
        var full = parts.Where(part => part.Shape[axis] > 0).ToArray();
        node.SetOutput(full.Length == 0 ? parts[0] : Moves.Concatenate(node, full, axis));
    }

    public static void Pad(NodeContext node)
    {
        var x = node.FloatInput(0);
        var mode = node.Attributes.String("mode", "constant");
        if (mode != "constant") throw node.Unsupported($"mode {Quote.Name(mode)} is not supported; only 'constant' is");
        var pads = node.IntegersFrom("pads", 1, 11) ?? throw node.Broken("lacks pads");
        var axes = node.Opset >= 18 && node.OptionalIntegers(3, "axes") is { } given
            ? given
            : [.. Enumerable.Range(0, x.Rank).Select(d => (long)d)];
        if (pads.Length != 2 * axes.Length || node.Axes(axes, x.Rank).Length != axes.Length)
            throw node.BadShape($"has {pads.Length} pads for {axes.Length} axes");
        if (pads.Any(pad => pad is > Limits.Elements or < -Limits.Elements)) throw node.BadShape("has pads that are too large");
        int[] begin = new int[x.Rank], end = new int[x.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = node.Axis(axes[i], x.Rank);
            (begin[axis], end[axis]) = ((int)pads[i], (int)pads[i + axes.Length]);
        }
        node.SetOutput(Pad(node, x, begin, end, Fill(node)));
    }

    /// <summary>Padding, or x itself when there is none.</summary>
    public static Operand Pad(NodeContext node, Operand x, int[] begin, int[] end, double fill)
    {
        if (begin.Concat(end).All(pad => pad == 0)) return x;
        long[] shape = [.. x.Shape.Select((extent, d) => (long)extent + begin[d] + end[d])];
        return node.Emit(new Padding(begin, end, fill), shape, x);
    }

    private static double Fill(NodeContext node)
    {
        if (node.Opset < 11) return node.Attributes.Float("value", 0);
        if (node.Optional(2) is null) return 0;
        var value = node.ConstantInput(2, "the padding value");
        return value is { IsFloat: true, Count: 1 } ? value.Floats[0] : throw node.Unsupported("the padding value must be one float");
    }
}
