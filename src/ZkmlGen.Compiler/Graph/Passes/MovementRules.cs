using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>Reshapes and transposes meet, cancel, and step behind element-wise operators; padding goes into convolutions.</summary>
internal static class MovementRules
{
    /// <summary>The value that stands for the node's output after a rule, or null when none applies.</summary>
    public static Value? Apply(Normalizer graph, Node node) => node.Operator switch
    {
        Reshape => MergeReshape(graph, node),
        Transpose transpose => MergeTranspose(graph, node, transpose),
        Convolution convolution => MergePadding(graph, node, convolution),
        _ => MoveBehind(graph, node),
    };

    private static Value? MergeReshape(Normalizer graph, Node node)
    {
        var x = node.Inputs[0];
        if (x.Shape.SequenceEqual(node.Output.Shape)) return x;
        if (x.Producer is not { Operator: Reshape } first) return null;
        return graph.Add(Past(graph, node, first));
    }

    private static Value? MergeTranspose(Normalizer graph, Node node, Transpose transpose)
    {
        var x = node.Inputs[0];
        var permutation = transpose.Permutation;
        if (permutation.SequenceEqual(Enumerable.Range(0, permutation.Length))) return x;
        var moving = permutation.Where(d => x.Shape[d] != 1).ToArray();
        if (moving.SequenceEqual(moving.OrderBy(d => d))) return graph.Add(node with { Operator = new Reshape() });
        if (x.Producer is not { Operator: Transpose before } first) return null;
        int[] both = [.. permutation.Select(d => before.Permutation[d])];
        return graph.Add(Past(graph, node, first) with { Operator = new Transpose(both) });
    }

    /// <summary>The node with its only operand replaced by the operand of that operand's producer.</summary>
    private static Node Past(Normalizer graph, Node node, Node first)
    {
        graph.Redirect(first.Output, first.Inputs[0]);
        return node with { Inputs = [first.Inputs[0]], OnnxOperators = first.OperatorsWith(node) };
    }

    private static Value? MoveBehind(Normalizer graph, Node node)
    {
        if (!IsElementwise(node) || node.Inputs[0] is not { Producer: { Operator: Reshape or Transpose } movement } moved) return null;
        var reads = node.Inputs.Count(input => input == moved);
        if (reads == 1 && !graph.IsUsedOnce(moved)) return null;
        if (reads > 1) return null;
        if (Operands(node, movement) is not { } operands) return null;
        graph.Remove(movement);
        var x = movement.Inputs[0];
        var result = graph.Add(new Node(node.Name, node.OnnxOperators, node.Operator, operands, graph.Intermediate(node.Output, x.Shape)));
        return graph.Add(movement with { Inputs = [result], Output = node.Output });
    }

    private static bool IsElementwise(Node node) => node.Operator switch
    {
        Relu or LeakyRelu or Clip or Absolute or ScaleShift => true,
        LinearCombination => node.Inputs.Length == 1,
        _ => false,
    };

    private static Value[]? Operands(Node node, Node movement)
    {
        if (!node.Output.Shape.SequenceEqual(movement.Output.Shape)) return null;
        var constants = node.Inputs.Skip(1).Select(constant => Undo(constant, movement)).ToArray();
        return constants.Any(constant => constant is null) ? null : [movement.Inputs[0], .. constants.Select(constant => constant!)];
    }

    /// <summary>A constant that does before the movement what the given one does after it, or null.</summary>
    private static Value? Undo(Value constant, Node movement)
    {
        if (constant.Constant!.Values.Length == 1)
            return new Value(constant.Name, []) { Constant = new ConstantTensor(constant.Constant.Values, null) };
        int[] after = movement.Output.Shape, before = movement.Inputs[0].Shape;
        int[] shape = [.. Enumerable.Repeat(1, after.Length - constant.Shape.Length), .. constant.Shape];
        if (movement.Operator is Transpose transpose) return UndoTranspose(constant, shape, transpose.Permutation);
        var extents = shape.Where((_, d) => after[d] != 1).ToArray();
        if (!after.Where(extent => extent != 1).SequenceEqual(before.Where(extent => extent != 1))) return null;
        var next = 0;
        int[] undone = [.. before.Select(extent => extent == 1 ? 1 : extents[next++])];
        return new Value(constant.Name, undone) { Constant = new ConstantTensor(constant.Constant.Values, null) };
    }

    private static Value UndoTranspose(Value constant, int[] shape, int[] permutation)
    {
        int[] undone = new int[shape.Length], strides = new int[shape.Length], given = Shapes.Strides(shape);
        for (var d = 0; d < shape.Length; d++) (undone[permutation[d]], strides[permutation[d]]) = (shape[d], given[d]);
        var values = Kernels.MovementKernels.Gather(constant.Constant!.Values, Shapes.Offsets(undone, strides, 0));
        return new Value(constant.Name, undone) { Constant = new ConstantTensor(values, null) };
    }

    private static Value? MergePadding(Normalizer graph, Node node, Convolution op)
    {
        if (node.Inputs[0].Producer is not { Operator: Padding { Fill: 0 } padding } pad || !graph.IsUsedOnce(pad.Output)) return null;
        int[] begin = padding.Begin, end = padding.End;
        if (begin.Concat(end).Any(amount => amount < 0) || begin[0] + end[0] + begin[1] + end[1] > 0) return null;
        graph.Remove(pad);
        var merged = op with
        {
            PadsBegin = [op.PadsBegin[0] + begin[2], op.PadsBegin[1] + begin[3]],
            PadsEnd = [op.PadsEnd[0] + end[2], op.PadsEnd[1] + end[3]],
        };
        return graph.Add(new Node(pad.Name, pad.OperatorsWith(node), merged, [pad.Inputs[0], .. node.Inputs.Skip(1)], node.Output));
    }
}
