using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>What exporters write for simple layers must come back as simple layers.</summary>
public class ExporterPatternTests
{
    private static void Becomes(OnnxBuilder model, params string[] operators)
    {
        var graph = Models.Import(model);
        Models.Run(model, [.. graph.Inputs.Select((input, i) => Models.Random(Shapes.Count(input.Shape), i))]);
        Assert.Equal(operators, graph.Nodes.Select(node => node.Operator.GetType().Name));
    }

    [Fact]
    public void Padding_of_PyTorch_with_computed_amounts() => Becomes(
        new OnnxBuilder(11).Input("x", "n", 1, 6, 6).Float("w", [2, 1, 3, 3], Models.Random(18)).Int64("given", 1, 2, 3, 0).Int64("four", 4).Int64("rows", -1, 2)
            .Int64("last", -1).Int64("before", long.MinValue + 1).Int64("first", 0).Int64("back", -1).Int64("flat", -1).Float("fill", [], 0)
            .Node("ConstantOfShape", ["four"], ["zeros"], ("value", OnnxBuilder.Int64Tensor("", [1], 0)))
            .Node("Concat", ["given", "zeros"], ["all"], ("axis", 0L)).Node("Reshape", ["all", "rows"], ["pairs"])
            .Node("Slice", ["pairs", "last", "before", "first", "back"], ["reversed"]).Node("Transpose", ["reversed"], ["columns"], ("perm", new long[] { 1, 0 }))
            .Node("Reshape", ["columns", "flat"], ["pads"]).Node("Cast", ["pads"], ["pads64"], ("to", 7L))
            .Node("Pad", ["x", "pads64", "fill"], ["p"]).Node("Conv", ["p", "w"], ["y"]).Output("y"),
        "Convolution");

    [Fact]
    public void Channels_last_of_TensorFlow() => Becomes(
        new OnnxBuilder(13).Input("x", "n", 6, 6, 1).Float("w", [2, 1, 3, 3], Models.Random(18)).Float("b", [2], 1, 2).Float("s", [1, 2, 1, 1], 2, 3).Int64("shape", -1, 32)
            .Node("Transpose", ["x"], ["nchw"], ("perm", new long[] { 0, 3, 1, 2 })).Node("Conv", ["nchw", "w"], ["c"]).Node("Mul", ["c", "s"], ["m"])
            .Node("Transpose", ["m"], ["nhwc"], ("perm", new long[] { 0, 2, 3, 1 })).Node("Add", ["nhwc", "b"], ["a"]).Node("Relu", ["a"], ["r"])
            .Node("Reshape", ["r", "shape"], ["y"]).Output("y"),
        "Reshape", "Convolution", "Relu", "Transpose", "Reshape");

    [Fact]
    public void Weight_normalisation_is_computed() => Becomes(
        new OnnxBuilder(13).Input("x", 1, 3).Float("v", [2, 3], Models.Random(6)).Float("g", [2, 1], 1, 2).Float("two", [], 2).Int64("axis", 1)
            .Node("Pow", ["v", "two"], ["squares"]).Node("ReduceSum", ["squares", "axis"], ["sums"]).Node("Sqrt", ["sums"], ["norms"])
            .Node("Div", ["g", "norms"], ["factors"]).Node("Mul", ["v", "factors"], ["w"]).Node("Gemm", ["x", "w"], ["y"], ("transB", 1L)).Output("y"),
        "Dense");

    [Fact]
    public void Channel_shuffle_is_one_transpose() => Becomes(
        new OnnxBuilder(13).Input("x", "n", 4, 2, 2).Int64("split", 0, 2, 2, 2, 2).Int64("join", 0, -1, 2, 2)
            .Node("Reshape", ["x", "split"], ["a"]).Node("Transpose", ["a"], ["b"], ("perm", new long[] { 0, 2, 1, 3, 4 })).Node("Reshape", ["b", "join"], ["y"]).Output("y"),
        "Reshape", "Transpose", "Reshape");
}
