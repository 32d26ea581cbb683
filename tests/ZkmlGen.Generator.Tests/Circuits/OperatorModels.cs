using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>A small model with its circuit and an input.</summary>
internal sealed record OperatorModel(CompiledModel Model, byte[] File, float[][] Sample);

/// <summary>Small models that together have every operator kind.</summary>
internal static class OperatorModels
{
    private const int Samples = 4;

    private static readonly Dictionary<string, Action<OnnxBuilder>> Cases = new()
    {
        ["strided convolution, relu, dense"] = model => model
            .Input("x", 1, 3, 7, 9).Float("k", [5, 3, 3, 2], Numbers(90)).Float("b", [5], Numbers(5))
            .Node("Conv", ["x", "k", "b"], ["c"], ("strides", new long[] { 2, 1 }), ("pads", new long[] { 1, 0, 2, 1 })).Node("Relu", ["c"], ["r"])
            .Node("Flatten", ["r"], ["f"]).Float("w", [180, 4], Numbers(720)).Node("MatMul", ["f", "w"], ["y"]).Output("y", 1, 4),
        ["grouped, depthwise and dilated convolutions"] = model => model
            .Input("x", 1, 4, 8, 8).Float("k", [6, 2, 3, 3], Numbers(108)).Node("Conv", ["x", "k"], ["c"], ("group", 2), ("dilations", new long[] { 2, 2 }))
            .Node("Relu", ["c"], ["r"]).Float("d", [6, 1, 3, 3], Numbers(54)).Node("Conv", ["r", "d"], ["e"], ("group", 6), ("pads", new long[] { 1, 1, 1, 1 }))
            .Node("LeakyRelu", ["e"], ["l"], ("alpha", 0.1f)).Node("GlobalAveragePool", ["l"], ["y"]).Output("y", 1, 6, 1, 1),
        ["pooling with and without overlap"] = model => model
            .Input("x", 1, 2, 9, 9).Float("k", [3, 2, 2, 2], Numbers(24)).Node("Conv", ["x", "k"], ["c"]).Node("Relu", ["c"], ["r"])
            .Node("MaxPool", ["r"], ["m"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))
            .Node("MaxPool", ["m"], ["o"], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }))
            .Node("AveragePool", ["o"], ["y"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })).Output("y", 1, 3, 2, 2),
        ["residual with batch normalisation"] = model => model
            .Input("x", 1, 4, 5, 5).Float("k", [4, 4, 3, 3], Numbers(144)).Node("Conv", ["x", "k"], ["c"], ("pads", new long[] { 1, 1, 1, 1 }))
            .Float("s", [4], 1, 0.5f, 2, -1).Float("t", [4], Numbers(4)).Float("mean", [4], Numbers(4)).Float("var", [4], 1, 2, 0.5f, 1)
            .Node("BatchNormalization", ["c", "s", "t", "mean", "var"], ["n"]).Node("Add", ["n", "x"], ["a"]).Node("Relu", ["a"], ["y"]).Output("y", 1, 4, 5, 5),
        ["products, squares, reductions"] = model => model
            .Input("x", 1, 6).Input("z", 1, 6).Float("w", [6, 6], Numbers(36)).Node("MatMul", ["x", "w"], ["a"]).Node("MatMul", ["z", "w"], ["b"])
            .Node("Mul", ["a", "b"], ["p"]).Node("Mul", ["p", "p"], ["q"]).Node("Sub", ["q", "a"], ["d"]).Node("ReduceMean", ["d"], ["y"], ("axes", new long[] { 1 }))
            .Output("y", 1, 1),
        ["extrema, clip, absolute values"] = model => model
            .Input("x", 1, 8).Float("w", [8, 8], Numbers(64)).Node("MatMul", ["x", "w"], ["a"]).Node("Abs", ["a"], ["b"]).Node("Neg", ["a"], ["c"])
            .Node("Max", ["a", "c", "x"], ["d"]).Node("Min", ["d", "b"], ["e"]).Float("lo", [], 0.1f).Float("hi", [], 0.8f).Node("Clip", ["e", "lo", "hi"], ["y"])
            .Output("y", 1, 8),
        ["views: transpose, slice backwards, pad, concat, reshape"] = model => model
            .Input("x", 1, 3, 4, 4).Float("k", [3, 3, 1, 1], Numbers(9)).Node("Conv", ["x", "k"], ["a"])
            .Node("Transpose", ["a"], ["b"], ("perm", new long[] { 0, 1, 3, 2 })).Int64("start", -1).Int64("end", -5).Int64("axis", 3).Int64("step", -1)
            .Node("Slice", ["b", "start", "end", "axis", "step"], ["c"]).Node("Concat", ["a", "c"], ["d"], ("axis", 1))
            .Int64("pads", 0, 0, 1, 0, 0, 0, 0, 2).Node("Pad", ["d", "pads"], ["e"]).Int64("shape", 1, 180).Node("Reshape", ["e", "shape"], ["f"])
            .Float("w", [180, 3], Numbers(540)).Node("MatMul", ["f", "w"], ["y"]).Output("y", 1, 3),
        ["index of the largest"] = model => model
            .Input("x", 1, 5).Float("w", [5, 5], Numbers(25)).Node("MatMul", ["x", "w"], ["a"]).Node("ArgMax", ["a"], ["y"], ("axis", 1)).Output("y", 1, 1),
        ["scales and shifts by channel"] = model => model
            .Input("x", 1, 3, 4, 4).Float("s", [1, 3, 1, 1], Numbers(3)).Float("t", [3, 4, 4], Numbers(48)).Node("Mul", ["x", "s"], ["a"])
            .Node("Add", ["a", "t"], ["b"]).Node("Relu", ["b"], ["y"]).Output("y", 1, 3, 4, 4),
        ["convolution along a line"] = model => model
            .Input("x", 1, 2, 12).Float("k", [3, 2, 4], Numbers(24)).Node("Conv", ["x", "k"], ["c"], ("pads", new long[] { 2, 1 })).Node("Relu", ["c"], ["r"])
            .Node("GlobalMaxPool", ["r"], ["y"]).Output("y", 1, 3, 1),
    };

    internal static IReadOnlyCollection<string> Names => Cases.Keys;

    internal static OperatorModel Compile(string name, Optimize optimize, int valueBits, Disclosure? disclosure = null)
    {
        var builder = new OnnxBuilder(13);
        Cases[name](builder);
        var file = builder.Build();
        var graph = OnnxImporter.Import(file, "model.onnx", null, new Dictionary<string, int>()).Graph;
        var random = new Random(1);
        float[][] Sample() => [.. graph.Inputs.Select(input =>
            Enumerable.Range(0, input.Shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray())];
        var samples = Enumerable.Range(0, Samples).Select(_ => Sample()).ToArray();
        var options = CompilerOptions.Default("Network") with { ValueBits = valueBits, Optimize = optimize, Disclosure = disclosure ?? Disclosure.Default };
        var model = ModelCompiler.Compile(graph, options, [.. samples.Select(sample => new CalibrationSample(sample))], []);
        return new OperatorModel(model, file, samples[0]);
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
