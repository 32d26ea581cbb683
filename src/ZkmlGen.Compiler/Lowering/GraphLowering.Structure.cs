using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

internal sealed partial class GraphLowering
{
    private Lowered Rearrange(Node node, Rearrangement rearrangement)
    {
        var input = node.Inputs[0];
        var view = View(input);
        var result = Structure.Apply(view, node.Output.Shape, rearrangement)
            ?? Structure.Apply(Copy(view, ranges[input], node), node.Output.Shape, rearrangement)!;
        return Result(node, result);
    }

    private Lowered Pad(Node node, Padding padding)
    {
        var from = node.Inputs[0].Shape;
        var result = Rearrange(node, Structure.Select(node.Output.Shape, (d, i) => i - padding.Begin[d]));
        if (padding.Fill == 0) return result;
        var inside = AddressTable.Merge([.. node.Output.Shape.Select((extent, d) =>
            Enumerable.Range(0, extent).Select(i => i >= padding.Begin[d] && i < padding.Begin[d] + from[d] ? 0 : AddressTable.Absent).ToArray())]);
        var fill = inside.Select(entry => entry == 0 ? 0 : padding.Fill).ToArray();
        return result with { Expression = result.Expression.Plus(new Expression(node.Output.Shape, [new ConstantTerm(1, fill, node.Output.Shape, null, true)])) };
    }

    private Lowered Concatenate(Node node, int axis)
    {
        var result = new Expression(node.Output.Shape, []);
        var start = 0;
        foreach (var input in node.Inputs)
        {
            var begin = start;
            var shape = input.Shape;
            var operand = Operand(input, shape, false);
            result = result.Plus(Structure.Apply(operand, node.Output.Shape, Structure.Select(node.Output.Shape, (d, i) => d == axis ? i - begin : i))!);
            start += shape[axis];
        }
        return Result(node, result);
    }

    private Lowered Reduce(Node node, Reduction reduction)
    {
        var view = View(node.Inputs[0]);
        var axes = reduction.Axes.Select(axis => axis < 0 ? axis + view.Shape.Length : axis).ToArray();
        var kept = view.Shape.Select((extent, d) => axes.Contains(d) ? 1 : extent).ToArray();
        var count = axes.Aggregate(1, (product, axis) => product * view.Shape[axis]);
        var summed = new Expression(kept, [.. view.Terms.SelectMany(term => Windows.Sum(term, view.Shape, axes))]);
        var reshaped = Structure.Apply(summed, node.Output.Shape, Structure.Reshape(node.Output.Shape))!;
        return Result(node, reduction.Mean ? reshaped.Times(1.0 / count) : reshaped);
    }
}
