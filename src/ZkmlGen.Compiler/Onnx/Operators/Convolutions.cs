using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Conv in one and two dimensions.</summary>
internal static class Convolutions
{
    public static void Conv(NodeContext node)
    {
        Operand x = node.FloatInput(0), weights = node.FloatInput(1);
        node.ConstantInput(1, "the weights");
        var spatial = Images.Spatial(node, x);
        var groups = node.Attributes.Int("group", 1);
        CheckWeights(node, x, weights, groups);
        int[] kernel = [.. weights.Shape.Skip(2)];
        if (node.Attributes.Has("kernel_shape") && !Windows.Kernel(node, spatial.Length).SequenceEqual(kernel))
            throw node.BadShape("has a kernel_shape that is not that of its weights");
        var window = Windows.Read(node, spatial, kernel);
        var op = new Convolution(window.Kernel, window.Strides, window.PadsBegin, window.PadsEnd, window.Dilations, (int)groups);
        Operand[] constants = [Images.Lift(node, weights), .. Bias(node, weights.Shape[0])];
        var result = Images.PerSample(node, Images.Lift(node, x),
            sample => node.Emit(op, [1, weights.Shape[0], .. window.Output], [sample, .. constants]));
        node.SetOutput(Images.Lower(node, result, x));
    }

    private static void CheckWeights(NodeContext node, Operand x, Operand weights, long groups)
    {
        var fits = weights.Rank == x.Rank && weights.Shape.All(extent => extent > 0) && groups > 0
            && weights.Shape[0] % groups == 0 && weights.Shape[1] * groups == x.Shape[1];
        if (!fits)
            throw node.BadShape($"has weights of shape {Quote.Shape(weights.Shape)} in {groups} groups for an input of shape {Quote.Shape(x.Shape)}");
    }

    private static Operand[] Bias(NodeContext node, int outputs)
    {
        if (node.Optional(2) is null) return [];
        node.ConstantInput(2, "the bias");
        var bias = node.FloatInput(2);
        return bias.Shape.SequenceEqual([outputs])
            ? [bias]
            : throw node.BadShape($"has a bias of shape {Quote.Shape(bias.Shape)} for {outputs} channels");
    }
}
