using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>What a weighted operator makes of a constant operand: a bias.</summary>
internal static class ConstantResponse
{
    /// <summary>The response as a constant, or null where it would differ from one output position to the next because of padding.</summary>
    public static ConstantTerm? Of(Node node, ConstantTerm[] constants) => node.Operator switch
    {
        Dense => Multiply(node, constants),
        Convolution { Groups: 1 } convolution when convolution.PadsBegin.Concat(convolution.PadsEnd).All(pad => pad == 0)
            && constants.All(term => term.Shape[2] == 1 && term.Shape[3] == 1) => Convolve(node, constants),
        _ => null,
    };

    private static ConstantTerm Multiply(Node node, ConstantTerm[] constants)
    {
        var weights = node.Inputs[1];
        var (inputs, outputs) = (weights.Shape[0], weights.Shape[1]);
        var shape = constants[0].Shape.Select((_, d) => constants.Max(term => term.Shape[d])).ToArray();
        shape[shape.Length - 1] = inputs;
        var sum = ConstantTerm.Sum(constants, shape);
        var rows = sum.Length / inputs;
        var response = new double[rows * outputs];
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < inputs; i++)
        for (var o = 0; o < outputs; o++) response[row * outputs + o] += sum[row * inputs + i] * weights.Constant!.Values[i * outputs + o];
        shape[shape.Length - 1] = outputs;
        return new ConstantTerm(1, response, shape, null, false);
    }

    private static ConstantTerm Convolve(Node node, ConstantTerm[] constants)
    {
        var weights = node.Inputs[1];
        var (outputs, channels, taps) = (weights.Shape[0], weights.Shape[1], weights.Shape[2] * weights.Shape[3]);
        var sum = ConstantTerm.Sum(constants, [1, channels, 1, 1]);
        var response = new double[outputs];
        for (var o = 0; o < outputs; o++)
        for (var c = 0; c < channels; c++)
        for (var tap = 0; tap < taps; tap++) response[o] += sum[c] * weights.Constant!.Values[(o * channels + c) * taps + tap];
        return new ConstantTerm(1, response, [1, outputs, 1, 1], null, false);
    }
}
