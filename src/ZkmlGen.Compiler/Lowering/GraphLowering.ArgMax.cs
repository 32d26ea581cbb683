using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

internal sealed partial class GraphLowering
{
    // In integers: M = max x_i, e_i = [x_i = M] = 1 - (M - x_i) + relu(M - x_i - 1), f_i = relu(e_i - sum_(j<i) f_j), index = sum i f_i.
    private Lowered IndexOfMaximum(Node node, ArgMax argMax)
    {
        var input = node.Inputs[0];
        var view = View(input);
        var axis = argMax.Axis < 0 ? argMax.Axis + view.Shape.Length : argMax.Axis;
        var block = OnlyBlock(view);
        if (block is null)
        {
            view = Copy(view, ranges[input], node);
            block = OnlyBlock(view)!;
        }
        // From here on values are integers: act itself.
        view = view.Times(Scales.Power(block.ScaleBits) / ((CellTerm)view.Terms[0]).Gain);
        var shape = (int[])view.Shape.Clone();
        shape[axis] = 1;
        var candidates = Enumerable.Range(0, view.Shape[axis]).Select(k => Structure.Apply(view, shape, Structure.Select(shape, (d, i) => d == axis ? k : i))!).ToArray();
        var span = (double)((1L << block.Bits) - 1);
        var maximum = Maximum(node, candidates, new ValueRange(0, span), (_, _) => true, 0);
        var index = First(node, candidates, maximum, span, argMax.SelectLast);
        return Result(node, Structure.Apply(index, node.Output.Shape, Structure.Reshape(node.Output.Shape))!) with { Range = new(0, candidates.Length - 1) };
    }

    private Expression First(Node node, Expression[] candidates, Expression maximum, double span, bool last)
    {
        var shape = maximum.Shape;
        var storage = plan[node.Output].For(shape);
        var (found, index) = (new Expression(shape, []), new Expression(shape, []));
        var order = Enumerable.Range(0, candidates.Length);
        foreach (var k in last ? order.Reverse() : order)
        {
            var distance = maximum.Plus(candidates[k].Times(-1));
            var beyond = Cells(distance.Plus(-1), new ValueRange(-1, span), true, storage, node.Name, node.OnnxOperators);
            var isMaximum = new Expression(shape, []).Plus(1).Plus(distance.Times(-1)).Plus(beyond);
            var isFirst = Cells(isMaximum.Plus(found.Times(-1)), new ValueRange(-1, 1), true, storage, node.Name, node.OnnxOperators);
            found = found.Plus(isFirst);
            if (k > 0) index = index.Plus(isFirst.Times(k));
        }
        return index;
    }

    // The block whose cells a view shows one by one, if it is such a view.
    private static Block? OnlyBlock(Expression view) =>
        view.Terms is [CellTerm { Sums.Count: 0, Gain: > 0, Block.Gadget: Gadget.Requant } cells] ? cells.Block : null;
}
