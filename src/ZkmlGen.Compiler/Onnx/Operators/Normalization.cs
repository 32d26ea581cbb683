using System;
using System.Linq;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>BatchNormalization in inference: a scale and a shift per channel.</summary>
internal static class Normalization
{
    public static void BatchNormalization(NodeContext node)
    {
        var attributes = node.Attributes;
        attributes.Ignore("momentum");
        if (!attributes.Flag("spatial", true)) throw node.Unsupported("spatial = 0 is not supported");
        if (attributes.Flag("training_mode", false))
            throw node.Unsupported("training mode is not supported; export the model for inference");
        double epsilon = attributes.Float("epsilon", 1e-5f);
        var x = node.FloatInput(0);
        if (x.Rank < 2) throw node.BadShape($"has an input of shape {Quote.Shape(x.Shape)} without channels");
        float[] gamma = Channels(node, x, 1, "scale"), beta = Channels(node, x, 2, "bias");
        float[] mean = Channels(node, x, 3, "mean"), variance = Channels(node, x, 4, "variance");
        var factors = gamma.Zip(variance, (scale, square) => scale / Math.Sqrt(square + epsilon)).ToArray();
        var shifts = factors.Select((factor, channel) => (float)(beta[channel] - mean[channel] * factor)).ToArray();
        if (factors.Any(factor => double.IsNaN(factor) || double.IsInfinity(factor)))
            throw node.Unsupported("its variance is negative or zero");
        int[] shape = [x.Shape[1], .. x.Shape.Skip(2).Select(_ => 1)];
        var scale = node.Constant(new Tensor(x.Type, shape, [.. factors.Select(factor => (float)factor)]));
        node.SetOutput(Arithmetic.ScaleShift(node, x, scale, node.Constant(new Tensor(x.Type, shape, shifts))));
    }

    private static float[] Channels(NodeContext node, Operand x, int index, string role)
    {
        var tensor = node.ConstantInput(index, role);
        return tensor.IsFloat && tensor.Shape.SequenceEqual([x.Shape[1]])
            ? tensor.Floats
            : throw node.BadShape($"has a {role} of shape {Quote.Shape(tensor.Shape)} for {x.Shape[1]} channels");
    }
}
