using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// Moves reshapes behind element-wise operators and joins them: one-dimensional layers come as two-dimensional ones between reshapes, which would
/// part a convolution from its activation and pooling.
/// </summary>
internal sealed class ReshapeLifting
{
    private readonly Dictionary<Value, Value> moved = [];
    private readonly Dictionary<Value, int> uses = [];
    private readonly HashSet<Value> outputs;
    private readonly List<Node> nodes = [];

    private ReshapeLifting(ModelGraph graph)
    {
        outputs = [.. graph.Outputs];
        foreach (var value in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs))
            uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
    }

    /// <summary>A graph of the same meaning.</summary>
    public static ModelGraph Run(ModelGraph graph)
    {
        var lifting = new ReshapeLifting(graph);
        foreach (var node in graph.Nodes) lifting.Visit(node);
        var result = new ModelGraph(graph.Name);
        result.Inputs.AddRange(graph.Inputs);
        result.Outputs.AddRange(graph.Outputs.Select(lifting.New));
        result.Nodes.AddRange(Needed(lifting.nodes, result.Outputs));
        return result;
    }

    private static IEnumerable<Node> Needed(List<Node> nodes, IEnumerable<Value> results)
    {
        var needed = new HashSet<Value>(results);
        foreach (var node in Enumerable.Reverse(nodes).Where(node => needed.Contains(node.Output))) needed.UnionWith(node.Inputs);
        return nodes.Where(node => needed.Contains(node.Output));
    }

    private Value New(Value value) => moved.TryGetValue(value, out var other) ? other : value;

    private void Visit(Node node)
    {
        if (node.Operator is Reshape) VisitReshape(node);
        else if (LiftedShape(node) is { } shape) Lift(node, shape);
        else moved[node.Output] = Emit(node, node.Operator, [.. node.Inputs.Select(New)], node.Output.Name, node.Output.Shape);
    }

    private void VisitReshape(Node node)
    {
        var source = New(node.Inputs[0]);
        if (source.Producer is { Operator: Reshape } before) source = before.Inputs[0];
        moved[node.Output] = source.Shape.SequenceEqual(node.Output.Shape) && !outputs.Contains(node.Output)
            ? source : Emit(node, node.Operator, [source], node.Output.Name, node.Output.Shape);
    }

    private void Lift(Node node, int[] shape)
    {
        var operands = node.Inputs.Select(input => input.Constant is null ? New(input).Producer!.Inputs[0] : Unsqueeze(input, node.Output.Shape, shape));
        var result = Emit(node, node.Operator, [.. operands], $"{node.Output.Name} (before reshape)", shape);
        moved[node.Output] = Emit(node, new Reshape(), [result], node.Output.Name, node.Output.Shape);
    }

    private Value Emit(Node node, Operator op, Value[] inputs, string name, int[] shape)
    {
        var output = new Value(name, shape);
        output.Producer = node with { Operator = op, Inputs = inputs, Output = output };
        nodes.Add(output.Producer);
        return output;
    }

    // The shape before the reshapes of all operands, if the operator can work there just as well.
    private int[]? LiftedShape(Node node)
    {
        var isUnary = node.Operator is Relu or LeakyRelu or Clip or Absolute;
        if (!isUnary && node.Operator is not (ScaleShift or LinearCombination or Extremum or Product)) return null;
        int[]? shape = null;
        foreach (var input in node.Inputs.Where(input => input.Constant is null))
        {
            if (New(input).Producer is not { Operator: Reshape } reshape || uses[input] > 1 || !input.Shape.SequenceEqual(node.Output.Shape)) return null;
            var source = reshape.Inputs[0].Shape;
            if (shape is not null && !source.SequenceEqual(shape)) return null;
            shape = source;
        }
        return isUnary || shape is not null && AddsOnes(node.Output.Shape, shape) ? shape : null;
    }

    private static bool AddsOnes(int[] from, int[] to) => to.Length > from.Length && Squeezed(from).SequenceEqual(Squeezed(to));

    private static IEnumerable<int> Squeezed(int[] shape) => shape.Where(extent => extent != 1);

    // A constant that broadcasts to the shape from, as one that broadcasts to the shape with more dimensions of extent 1.
    private static Value Unsqueeze(Value constant, int[] from, int[] to)
    {
        var padded = Constants.Pad(constant.Shape, from.Length);
        var strides = constant.Constant!.Source?.Strides;
        var (shape, newStrides) = (new int[to.Length], new int[to.Length]);
        for (int d = 0, f = 0; d < to.Length; d++)
        {
            // Dimensions are matched from the left; an added one is where the extents differ.
            var isAdded = f == from.Length || to[d] != from[f];
            shape[d] = isAdded ? 1 : padded[f];
            var own = isAdded ? -1 : f - (from.Length - constant.Shape.Length);
            newStrides[d] = own >= 0 && strides is not null ? strides[own] : 0;
            if (!isAdded) f++;
        }
        var source = constant.Constant.Source is { } known ? known with { Strides = newStrides } : null;
        return new Value(constant.Name, shape) { Constant = new ConstantTensor(constant.Constant.Values, source) };
    }
}
