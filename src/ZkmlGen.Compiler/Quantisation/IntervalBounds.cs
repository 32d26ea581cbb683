using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Graph.Kernels;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>
/// Ranges of all values that hold for every input in a range: interval arithmetic over the float weights, element by element.
/// </summary>
internal sealed class IntervalBounds
{
    // Rounding of singles, and of the quantised model against the float one.
    private const double Widening = 1.02;

    private readonly Dictionary<Value, (float[] Low, float[] High)> bounds = [];

    /// <summary>The hull of each value's elements.</summary>
    public static Dictionary<Value, ValueRange> Of(ModelGraph graph, double inputLow, double inputHigh)
    {
        var intervals = new IntervalBounds();
        foreach (var input in graph.Inputs)
            intervals.bounds[input] = (Filled(input, inputLow), Filled(input, inputHigh));
        foreach (var node in graph.Nodes) intervals.bounds[node.Output] = intervals.Apply(node);
        return intervals.bounds.ToDictionary(pair => pair.Key, pair =>
            ValueRange.Of(pair.Value.Low).Union(ValueRange.Of(pair.Value.High)).Times(graph.Inputs.Contains(pair.Key) ? 1 : Widening));
    }

    private (float[] Low, float[] High) Apply(Node node) => node.Operator switch
    {
        Convolution or Dense => Weighted(node),
        ScaleShift => Scaled(node),
        LinearCombination sum => Combined(node, sum),
        LeakyRelu { Slope: < 0 } leaky => Unary(node, value => value >= 0 ? value : (float)(value * leaky.Slope)),
        Absolute => Unary(node, Math.Abs),
        Product => Multiplied(node),
        ArgMax argMax => (Filled(node.Output, 0), Filled(node.Output, node.Inputs[0].Shape[argMax.Axis] - 1)),
        // Everything else grows with its operands.
        _ => (Run(node, value => Bounds(value).Low), Run(node, value => Bounds(value).High)),
    };

    private (float[] Low, float[] High) Bounds(Value value) => value.Constant is { } constant ? (constant.Values, constant.Values) : bounds[value];

    private static float[] Run(Node node, Func<Value, float[]> operand) =>
        FloatKernels.Apply(node.Operator, [.. node.Inputs.Select(input => new FloatOperand(operand(input), input.Shape))], node.Output.Shape);

    // Middle and radius: the radius goes through the magnitudes of the weights.
    private (float[] Low, float[] High) Weighted(Node node)
    {
        var (low, high) = Bounds(node.Inputs[0]);
        var middle = low.Zip(high, (a, b) => (a + b) / 2).ToArray();
        var radius = low.Zip(high, (a, b) => (b - a) / 2).ToArray();
        var centre = Run(node, value => value == node.Inputs[0] ? middle : value.Constant!.Values);
        var reach = Run(node, value => value == node.Inputs[0] ? radius
            : value == node.Inputs[1] ? [.. value.Constant!.Values.Select(Math.Abs)] : new float[value.Constant!.Values.Length]);
        return Around(centre, reach);
    }

    private (float[] Low, float[] High) Scaled(Node node)
    {
        var (low, high) = Bounds(node.Inputs[0]);
        return Hull(Run(node, value => value == node.Inputs[0] ? low : value.Constant!.Values), Run(node, value => value == node.Inputs[0] ? high : value.Constant!.Values));
    }

    private (float[] Low, float[] High) Combined(Node node, LinearCombination sum)
    {
        float[] Ends(bool upper) => Elementwise.Combine(sum.Coefficients, [.. node.Inputs.Select((input, i) =>
            new FloatOperand(upper == sum.Coefficients[i] >= 0 ? Bounds(input).High : Bounds(input).Low, input.Shape))], node.Output.Shape);
        return (Ends(false), Ends(true));
    }

    private (float[] Low, float[] High) Unary(Node node, Func<float, float> function)
    {
        var (low, high) = Bounds(node.Inputs[0]);
        var ends = Hull([.. low.Select(function)], [.. high.Select(function)]);
        // The function turns at 0.
        for (var i = 0; i < low.Length; i++)
        {
            if (low[i] < 0 && high[i] > 0) ends.Low[i] = Math.Min(ends.Low[i], function(0));
        }
        return ends;
    }

    private (float[] Low, float[] High) Multiplied(Node node)
    {
        float[] Ends(bool left, bool right) => FloatKernels.Apply(node.Operator,
            [new(left ? Bounds(node.Inputs[0]).High : Bounds(node.Inputs[0]).Low, node.Inputs[0].Shape), new(right ? Bounds(node.Inputs[1]).High : Bounds(node.Inputs[1]).Low, node.Inputs[1].Shape)],
            node.Output.Shape);
        var (same, mixed) = (Hull(Ends(false, false), Ends(true, true)), Hull(Ends(false, true), Ends(true, false)));
        return ([.. same.Low.Zip(mixed.Low, Math.Min)], [.. same.High.Zip(mixed.High, Math.Max)]);
    }

    private static (float[] Low, float[] High) Around(float[] centre, float[] reach) =>
        ([.. centre.Zip(reach, (middle, radius) => middle - radius)], [.. centre.Zip(reach, (middle, radius) => middle + radius)]);

    private static (float[] Low, float[] High) Hull(float[] a, float[] b) => ([.. a.Zip(b, Math.Min)], [.. a.Zip(b, Math.Max)]);

    private static float[] Filled(Value value, double number) => [.. Enumerable.Repeat((float)number, Shapes.Count(value.Shape))];
}
