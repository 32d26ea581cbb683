using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>A convolution with pooling and a dense layer, 1x1x8x8 to 4, and an input for it.</summary>
internal static class SmallModel
{
    /// <summary>The ONNX file; seed and factor change the weights and nothing else.</summary>
    public static byte[] Network(int seed = 1, float factor = 1)
    {
        var random = new Random(seed);
        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => factor * (float)Math.Round(random.NextDouble() - 0.5, 3))];
        return new OnnxBuilder(13)
            .Input("image", "batch", 1, 8, 8)
            .Float("kernel", [3, 1, 3, 3], Weights(27)).Float("bias", [3], Weights(3))
            .Float("weights", [27, 4], Weights(108)).Float("offset", [4], Weights(4))
            .NamedNode("conv", "Conv", ["image", "kernel", "bias"], ["c"])
            .NamedNode("relu", "Relu", ["c"], ["r"])
            .NamedNode("pool", "MaxPool", ["r"], ["p"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .NamedNode("flat", "Flatten", ["p"], ["f"])
            .NamedNode("dense", "Gemm", ["f", "weights", "offset"], ["scores"])
            .Output("scores", "batch", 4)
            .Build();
    }

    /// <summary>64 numbers in [0, 1) as a .npy file.</summary>
    public static byte[] Input(int seed = 2)
    {
        var random = new Random(seed);
        return NpyBytes.Floats([1, 1, 8, 8], [.. Enumerable.Range(0, 64).Select(_ => (float)random.NextDouble())]);
    }
}
