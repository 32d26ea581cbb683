using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>Weights and biases of convolutions and dense layers, by output channel.</summary>
internal static class Weights
{
    /// <summary>The bias, zeros if there is none.</summary>
    public static double[] Bias(Node linear) => linear.Inputs.Length > 2
        ? [.. linear.Inputs[2].Constant!.Values.Select(value => (double)value)]
        : new double[Outputs(linear)];

    /// <summary>A bias as an operand, or none where the model has none; the stored one, with its source, if it is that.</summary>
    public static Value[] BiasValue(Node linear, string output, double[] bias, Value? stored)
    {
        var absent = linear.Inputs.Length == 2 && (stored is null || stored.Shape.Length == 0);
        if (absent && bias.All(value => value == 0)) return [];
        if (linear.Inputs.Length > 2 && bias.SequenceEqual(Bias(linear))) return [linear.Inputs[2]];
        float[] values = [.. bias.Select(value => (float)value)];
        if (stored is null || !stored.Constant!.Values.SequenceEqual(values))
            return [new Value(output + "/bias", [bias.Length]) { Constant = new ConstantTensor(values, null) }];
        var source = stored.Constant.Source;
        var strides = source is null ? null : Shapes.ReshapeStrides(stored.Shape, source.Strides, [bias.Length]);
        return [new Value(stored.Name, [bias.Length]) { Constant = new ConstantTensor(values, strides is null
            ? null
            : source! with { Strides = strides }) }];
    }

    /// <summary>The weights times a factor per output channel.</summary>
    public static Value Scale(Node linear, double[] factors)
    {
        var weights = linear.Inputs[1];
        if (factors.All(factor => factor == 1)) return weights;
        var constant = weights.Constant!;
        var values = new float[constant.Values.Length];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(constant.Values[i] * factors[Output(linear, i)]);
        var all = constant.OutputFactors is { } given ? [.. given.Zip(factors, (a, b) => a * b)] : factors;
        return new Value(weights.Name, weights.Shape) { Constant = new ConstantTensor(values, constant.Source, constant.Source is null
            ? null
            : all) };
    }

    /// <summary>What the weights make of an input that has the same value everywhere in each channel.</summary>
    public static double[] TimesInput(Node linear, double[] channels)
    {
        var sums = new double[Outputs(linear)];
        var values = linear.Inputs[1].Constant!.Values;
        for (var i = 0; i < values.Length; i++) sums[Output(linear, i)] += values[i] * channels[Input(linear, i)];
        return sums;
    }

    private static int Outputs(Node linear) => linear.Inputs[1].Shape[linear.Operator is Convolution ? 0 : 1];

    private static int Output(Node linear, int element)
    {
        var shape = linear.Inputs[1].Shape;
        return linear.Operator is Convolution ? element / (shape[1] * shape[2] * shape[3]) : element % shape[1];
    }

    private static int Input(Node linear, int element)
    {
        var shape = linear.Inputs[1].Shape;
        if (linear.Operator is not Convolution op) return element / shape[1];
        var group = Output(linear, element) / (shape[0] / op.Groups);
        return group * shape[1] + element / (shape[2] * shape[3]) % shape[1];
    }
}
