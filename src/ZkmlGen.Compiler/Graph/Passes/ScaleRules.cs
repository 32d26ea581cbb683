using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>
/// A positive factor per channel commutes with Relu, LeakyRelu and pools: it goes back to the convolution or dense layer that the values come
/// from (batch-norm after the activation). The shift stays, with a scale of 1.
/// </summary>
internal static class ScaleRules
{
    private const int MaxPath = 8;

    /// <summary>The value that stands for the node's output after the rule, or null when it doesn't apply.</summary>
    public static Value? Apply(Normalizer graph, Node node)
    {
        // One factor for all costs nothing where it is.
        if (node.Operator is not ScaleShift || Shapes.Count(node.Inputs[1].Shape) == 1) return null;
        if (Path(graph, node.Inputs[0]) is not { } path) return null;
        var linear = path[path.Count - 1];
        var axis = linear.Operator is Convolution ? 1 : linear.Output.Shape.Length - 1;
        if (Field.Of(node.Inputs[1]).PerIndex(node.Output.Shape, axis) is not { } factors || factors.Any(factor => !(factor > 0)))
            return null;
        path.ForEach(graph.Remove);
        var last = Scaled(graph, linear, factors);
        for (var i = path.Count - 2; i >= 0; i--) last = graph.Add(path[i] with { Inputs = [last], Output = Fresh(graph, path[i]) });
        return graph.Add(node with { Inputs = [last, Field.Scalar(1).ToValue(node.Output.Name + "/scale"), node.Inputs[2]] });
    }

    /// <summary>
    /// The nodes from the value's producer up to a linear one, each read once, or null when there is something else between.
    /// </summary>
    private static List<Node>? Path(Normalizer graph, Value value)
    {
        var path = new List<Node>();
        while (path.Count < MaxPath && value.Producer is { } node && graph.IsUsedOnce(value))
        {
            path.Add(node);
            if (node.Operator is Convolution or Dense) return path;
            if (node.Operator is not (Relu or LeakyRelu or MaxPool or AveragePool)) return null;
            value = node.Inputs[0];
        }
        return null;
    }

    private static Value Scaled(Normalizer graph, Node linear, double[] factors)
    {
        var bias = Weights.Bias(linear).Zip(factors, (b, factor) => b * factor).ToArray();
        Value[] inputs = [linear.Inputs[0], Weights.Scale(linear, factors), .. Weights.BiasValue(linear, linear.Output.Name, bias, null)];
        return graph.Add(linear with { Inputs = inputs, Output = Fresh(graph, linear) });
    }

    private static Value Fresh(Normalizer graph, Node node) => graph.Intermediate(node.Output, node.Output.Shape);
}
