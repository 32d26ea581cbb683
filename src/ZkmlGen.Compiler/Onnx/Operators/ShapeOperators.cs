using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Reshape, Flatten, Squeeze, Unsqueeze, Transpose, Expand, Tile.</summary>
internal static class ShapeOperators
{
    public static void Reshape(NodeContext node)
    {
        var x = node.Input(0);
        var target = node.Integers(1, "the shape");
        var allowZero = node.Attributes.Flag("allowzero", false);
        if (target.Length > Limits.Rank) throw Misfit(node, x, target);
        var shape = new int[target.Length];
        long known = 1, unknown = -1;
        for (var d = 0; d < target.Length; d++)
        {
            if (target[d] == -1 && unknown < 0) unknown = d;
            else if (target[d] == 0 && !allowZero && d < x.Rank) shape[d] = x.Shape[d];
            else if (target[d] is >= 0 and <= Limits.Elements && (target[d] > 0 || allowZero)) shape[d] = (int)target[d];
            else throw Misfit(node, x, target);
            if (d != unknown && (known *= shape[d]) > Limits.Elements) throw Misfit(node, x, target);
        }
        var count = Moves.Count(node, x.Shape);
        if (unknown >= 0 && known > 0 && count % known == 0) shape[unknown] = (int)(count / known);
        if (Moves.Count(node, shape) != count) throw Misfit(node, x, target);
        node.SetOutput(Moves.Reshape(node, x, shape));
    }

    public static void Flatten(NodeContext node)
    {
        var x = node.Input(0);
        var axis = node.Attributes.Int("axis", 1);
        var split = axis == x.Rank ? x.Rank : node.Axis(axis, x.Rank);
        node.SetOutput(Moves.Reshape(node, x, [Moves.Count(node, x.Shape.Take(split)), Moves.Count(node, x.Shape.Skip(split))]));
    }

    public static void Squeeze(NodeContext node)
    {
        var x = node.Input(0);
        var given = node.IntegersFrom("axes", 1, 13);
        var axes = given is null ? [.. Enumerable.Range(0, x.Rank).Where(d => x.Shape[d] == 1)] : node.Axes(given, x.Rank);
        if (axes.Any(axis => x.Shape[axis] != 1))
            throw node.BadShape($"squeezes an axis that is not 1 out of shape {Quote.Shape(x.Shape)}");
        node.SetOutput(Moves.Reshape(node, x, [.. x.Shape.Where((_, d) => !axes.Contains(d))]));
    }

    public static void Unsqueeze(NodeContext node)
    {
        var x = node.Input(0);
        var given = node.IntegersFrom("axes", 1, 13) ?? throw node.Broken("lacks axes");
        if (x.Rank + given.Length > Limits.Rank) throw node.BadShape("adds too many dimensions");
        var axes = node.Axes(given, x.Rank + given.Length);
        var shape = x.Shape.ToList();
        foreach (var axis in axes) shape.Insert(axis, 1);
        node.SetOutput(Moves.Reshape(node, x, [.. shape]));
    }

    public static void Transpose(NodeContext node)
    {
        var x = node.Input(0);
        var given = node.Attributes.Ints("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(d => (long)d)];
        if (given.Length != x.Rank || node.Axes(given, x.Rank).Length != x.Rank || given.Any(d => d < 0))
            throw node.BadShape($"permutes a tensor of shape {Quote.Shape(x.Shape)} by {Quote.Shape(given)}");
        node.SetOutput(Moves.Transpose(node, x, [.. given.Select(d => (int)d)]));
    }

    public static void Expand(NodeContext node)
    {
        var x = node.Input(0);
        var target = node.Integers(1, "the shape");
        if (target.Length > Limits.Rank || target.Any(extent => extent is < 0 or > Limits.Elements)) throw Misfit(node, x, target);
        node.SetOutput(Moves.Broadcast(node, x, Moves.BroadcastShape(node, x.Shape, [.. target.Select(extent => (int)extent)])));
    }

    /// <summary>[a, b] tiled (r, s) times is [1, a, 1, b] repeated to [r, a, s, b].</summary>
    public static void Tile(NodeContext node)
    {
        var x = node.Input(0);
        var repeats = node.Integers(1, "repeats");
        if (repeats.Length != x.Rank || repeats.Any(count => count is < 0 or > Limits.Elements) || x.Rank * 2 > Limits.Rank)
            throw node.BadShape($"tiles a tensor of shape {Quote.Shape(x.Shape)} by {Quote.Shape(repeats)}");
        var single = Moves.Reshape(node, x, [.. x.Shape.SelectMany(extent => new[] { 1, extent })]);
        int[] tiled = [.. x.Shape.SelectMany((extent, d) => new[] { (int)repeats[d], extent })];
        Moves.Count(node, tiled);
        var repeated = Moves.Broadcast(node, single, tiled);
        node.SetOutput(Moves.Reshape(node, repeated, [.. x.Shape.Select((extent, d) => extent * (int)repeats[d])]));
    }

    private static ModelException Misfit(NodeContext node, Operand x, long[] target) =>
        node.BadShape($"can't give the tensor {Quote.Name(x.Name)} of shape {Quote.Shape(x.Shape)} the shape {Quote.Shape(target)}");
}
