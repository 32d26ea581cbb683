using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Generator.Tests.Generation;

/// <summary>ONNX files for generator tests.</summary>
internal static class SmallModels
{
    /// <summary>A convolution with pooling and a dense layer: 1x1x6x6 to 3.</summary>
    internal static byte[] Network(float firstWeight = 0.25f)
    {
        var random = new Random(5);
        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)Math.Round(random.NextDouble() - 0.5, 3))];
        var kernel = Weights(2 * 9);
        kernel[0] = firstWeight;
        return new OnnxBuilder(17)
            .Input("image", 1, 1, 6, 6)
            .Float("kernel", [2, 1, 3, 3], kernel).Float("bias", [2], 0.125f, -0.25f)
            .Float("weights", [8, 3], Weights(24)).Float("offset", [3], 0.5f, 0, -0.5f)
            .NamedNode("conv", "Conv", ["image", "kernel", "bias"], ["c"], ("kernel_shape", new long[] { 3, 3 }))
            .NamedNode("relu", "Relu", ["c"], ["r"])
            .NamedNode("pool", "MaxPool", ["r"], ["p"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .NamedNode("flat", "Flatten", ["p"], ["f"])
            .NamedNode("dense", "Gemm", ["f", "weights", "offset"], ["scores"])
            .Output("scores", 1, 3)
            .Build();
    }

    /// <summary>One dense layer with any names.</summary>
    internal static byte[] Dense(string node, string input, string output) => new OnnxBuilder(17)
        .Input(input, 1, 2).Float("w", [2, 2], 1, -0.5f, 0.25f, 2)
        .NamedNode(node, "MatMul", [input, "w"], [output]).Output(output, 1, 2).Build();

    /// <summary>A dense layer and a final Softmax.</summary>
    internal static byte[] Softmax() => new OnnxBuilder(17)
        .Input("x", 1, 2).Float("w", [2, 2], 1, -0.5f, 0.25f, 2)
        .Node("MatMul", ["x", "w"], ["y"]).Node("Softmax", ["y"], ["z"]).Output("z", 1, 2).Build();
}
