using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>
/// Scales and shifts by constants meet, and go into the convolution or dense layer before or after them where that is exact; weights keep
/// their source and get output factors.
/// </summary>
internal static class AffineRules
{
    /// <summary>The value that stands for the node's output after a rule, or null when none applies.</summary>
    public static Value? Apply(Normalizer graph, Node node)
    {
        if (node.Operator is Convolution or Dense) return FoldBefore(graph, node);
        if (Affine.Of(node) is not { } affine) return null;
        if (affine.IsFactor && affine.Scale.Values[0] == 1 && node.Inputs[0].Shape.SequenceEqual(node.Output.Shape)) return node.Inputs[0];
        if (node.Inputs[0].Producer is { } producer && graph.IsUsedOnce(producer.Output))
        {
            if (Affine.Of(producer) is { } first) return Meet(graph, node, producer, affine.After(first));
            if (producer.Operator is Convolution or Dense && FoldAfter(graph, node, producer, affine) is { } folded) return folded;
        }
        return node.Operator is ScaleShift && affine.IsFactor
            ? graph.Add(node with { Operator = new LinearCombination([affine.Scale.Values[0]]), Inputs = [node.Inputs[0]] })
            : null;
    }

    private static Value Meet(Normalizer graph, Node node, Node first, Affine both)
    {
        graph.Remove(first);
        var name = node.Output.Name;
        Value[] inputs = [first.Inputs[0], both.Scale.ToValue(name + "/scale"), both.Shift.ToValue(name + "/shift")];
        return graph.Add(new Node(first.Name, first.OperatorsWith(node), new ScaleShift(), inputs, node.Output));
    }

    /// <summary>Weights, then scale and shift per output: new weights and bias.</summary>
    private static Value? FoldAfter(Normalizer graph, Node node, Node linear, Affine affine)
    {
        var shape = node.Output.Shape;
        var axis = linear.Operator is Convolution ? 1 : shape.Length - 1;
        if (affine.Scale.PerIndex(shape, axis) is not { } scale || affine.Shift.PerIndex(shape, axis) is not { } shift) return null;
        graph.Remove(linear);
        var bias = Weights.Bias(linear).Zip(scale, (b, s) => b * s).Zip(shift, (b, t) => b + t).ToArray();
        var stored = node.Operator is ScaleShift && linear.Inputs.Length == 2 ? node.Inputs[2] : null;
        Value[] inputs = [linear.Inputs[0], Weights.Scale(linear, scale), .. Weights.BiasValue(linear, node.Output.Name, bias, stored)];
        return graph.Add(new Node(linear.Name, linear.OperatorsWith(node), linear.Operator, inputs, node.Output));
    }

    /// <summary>
    /// One factor and a shift before weights: new weights and bias. A convolution's padding is 0 after the shift, so it allows none.
    /// </summary>
    private static Value? FoldBefore(Normalizer graph, Node linear)
    {
        var x = linear.Inputs[0];
        if (!graph.IsUsedOnce(x) || x.Producer is not { } producer) return null;
        var reshape = producer.Operator is Reshape && linear.Operator is Dense ? producer : null;
        if (reshape is not null && (!graph.IsUsedOnce(reshape.Inputs[0]) || reshape.Inputs[0].Producer is null)) return null;
        var before = reshape?.Inputs[0].Producer ?? producer;
        if (Affine.Of(before) is not { } affine || !affine.Scale.IsUniform || Shift(linear, affine, before.Output.Shape) is not { } shift)
            return null;
        graph.Remove(before);
        var source = before.Inputs[0];
        if (reshape is not null)
        {
            graph.Remove(reshape);
            source = graph.Add(reshape with { Inputs = [source], Output = graph.Intermediate(x, x.Shape) });
        }
        var bias = Weights.Bias(linear).Zip(Weights.TimesInput(linear, shift), (b, t) => b + t).ToArray();
        var factors = Enumerable.Repeat(affine.Scale.Values[0], bias.Length).ToArray();
        Value[] inputs = [source, Weights.Scale(linear, factors), .. Weights.BiasValue(linear, linear.Output.Name, bias, null)];
        return graph.Add(linear with { OnnxOperators = before.OperatorsWith(linear), Inputs = inputs });
    }

    /// <summary>The shift per input channel, or null when it differs within one.</summary>
    private static double[]? Shift(Node linear, Affine affine, int[] shape)
    {
        var x = linear.Inputs[0].Shape;
        if (linear.Operator is Convolution op)
            return affine.Shift.IsZero || op.PadsBegin.Concat(op.PadsEnd).All(pad => pad == 0) ? affine.Shift.PerIndex(x, 1) : null;
        if (x.Take(x.Length - 1).All(extent => extent == 1)) return affine.Shift.Expand(shape);
        if (affine.Shift.IsUniform) return [.. Enumerable.Repeat(affine.Shift.Values[0], x[x.Length - 1])];
        return shape.SequenceEqual(x) ? affine.Shift.PerIndex(x, x.Length - 1) : null;
    }
}
