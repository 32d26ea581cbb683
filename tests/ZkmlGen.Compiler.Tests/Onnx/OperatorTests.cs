using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>Small cases with results computed by hand, by operator family; ONNX's own cases are in <see cref="NodeTests"/>.</summary>
public class OperatorTests
{
    private static OnnxBuilder Unary(int opset, string op, object[] shape, params (string, object)[] attributes) =>
        new OnnxBuilder(opset).Input("x", shape).Node(op, ["x"], ["y"], attributes).Output("y");

    [Fact]
    public void Convolution_with_padding_stride_and_dilation()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        OnnxBuilder Conv(params (string, object)[] attributes) => new OnnxBuilder().Input("x", 1, 1, 3, 3).Float("w", [1, 1, 2, 2], 1, 1, 1, 1).Float("b", [1], 100)
            .Node("Conv", ["x", "w", "b"], ["y"], attributes).Output("y");
        Assert.Equal([112, 116, 124, 128], Models.Run(Conv(), image));
        Assert.Equal([101, 105, 111, 128], Models.Run(Conv(("pads", new long[] { 1, 1, 0, 0 }), ("strides", new long[] { 2, 2 })), image));
        Assert.Equal([120], Models.Run(Conv(("dilations", new long[] { 2, 2 })), image));
        Assert.Equal([112, 116, 109, 124, 128, 115, 115, 117, 109], Models.Run(Conv(("auto_pad", "SAME_UPPER")), image));
        Assert.Equal([101, 103, 105, 105, 112, 116, 111, 124, 128], Models.Run(Conv(("auto_pad", "SAME_LOWER")), image));
        Assert.Equal([112, 116, 124, 128], Models.Run(Conv(("auto_pad", "VALID"), ("kernel_shape", new long[] { 2, 2 })), image));
    }

    [Fact]
    public void Grouped_and_depthwise_convolution_of_a_batch()
    {
        var model = new OnnxBuilder().Input("x", 2, 2, 1, 2).Float("w", [4, 1, 1, 1], 1, 2, 3, 4)
            .Node("Conv", ["x", "w"], ["y"], ("group", 2L)).Output("y");
        Assert.Equal([1, 2, 2, 4, 9, 12, 12, 16, 5, 6, 10, 12, 21, 24, 28, 32], Models.Run(model, [1, 2, 3, 4, 5, 6, 7, 8]));
    }

    [Fact]
    public void Convolution_in_one_dimension_is_flat()
    {
        var model = new OnnxBuilder().Input("x", 1, 1, 4).Float("w", [1, 1, 2], 1, -1).Node("Conv", ["x", "w"], ["c"])
            .Float("k", [1, 1, 3], 1, 1, 1).Node("Relu", ["c"], ["r"]).Node("Conv", ["r", "k"], ["y"], ("pads", new long[] { 1, 1 })).Output("y");
        Assert.Equal([3, 3, 1], Models.Run(model, [5, 3, 2, 4]));
        var operators = Models.Import(model).Nodes.Select(node => node.Operator.GetType().Name);
        Assert.Equal(["Reshape", "Convolution", "Relu", "Convolution", "Reshape"], operators);
    }

    [Fact]
    public void Pools()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        OnnxBuilder Pool(string op, params (string, object)[] attributes) =>
            Unary(13, op, [1, 1, 3, 3], [("kernel_shape", new long[] { 2, 2 }), .. attributes]);
        Assert.Equal([5, 6, 8, 9], Models.Run(Pool("MaxPool"), image));
        Assert.Equal([5], Models.Run(Pool("MaxPool", ("strides", new long[] { 2, 2 })), image));
        Assert.Equal([5, 6, 8, 9], Models.Run(Pool("MaxPool", ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)), image));
        Assert.Equal([3, 4.5f, 7.5f, 9], Models.Run(Pool("AveragePool", ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)), image));
        Assert.Equal([1, 2.5f, 5.5f, 7], Models.Run(Pool("AveragePool", ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 0, 0 })), image));
        Assert.Equal([0.25f, 1.25f, 2.75f, 7], Models.Run(Pool("AveragePool", ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 0, 0 }), ("count_include_pad", 1L)), image));
        Assert.Equal([5], Models.Run(Unary(13, "GlobalAveragePool", [1, 1, 3, 3]), image));
        Assert.Equal([9], Models.Run(Unary(13, "GlobalMaxPool", [1, 1, 9]), image));
    }

    [Fact]
    public void Average_over_a_ceiling_window_counts_padding_only_up_to_its_end()
    {
        // Windows of three at stride 2 over [pad, 1, 2, 3, 4, pad] reach one beyond: (0 + 1 + 2) / 3, (2 + 3 + 4) / 3, (4 + 0) / 2.
        var model = Unary(13, "AveragePool", [1, 1, 4], ("kernel_shape", new long[] { 3 }), ("strides", new long[] { 2 }),
            ("pads", new long[] { 1, 1 }), ("ceil_mode", 1L), ("count_include_pad", 1L));
        Assert.Equal([1, 3, 2], Models.Run(model, [1, 2, 3, 4]));
    }

    [Fact]
    public void Matrix_products_with_a_constant_on_either_side()
    {
        float[] matrix = [1, 2, 3, 4, 5, 6];
        Assert.Equal([9, 12, 15], Models.Run(new OnnxBuilder().Input("x", 1, 2).Float("w", [2, 3], matrix).Node("MatMul", ["x", "w"], ["y"]).Output("y"), [1, 2]));
        Assert.Equal([5, 11, 17], Models.Run(new OnnxBuilder().Input("x", 2, 1).Float("w", [3, 2], matrix).Node("MatMul", ["w", "x"], ["y"]).Output("y"), [1, 2]));
        Assert.Equal([5, 11, 17], Models.Run(new OnnxBuilder().Input("x", 2).Float("w", [3, 2], matrix).Node("MatMul", ["w", "x"], ["y"]).Output("y"), [1, 2]));
        Assert.Equal([14, 32], Models.Run(new OnnxBuilder().Input("x", 2, 3).Float("w", [3], 1, 2, 3).Node("MatMul", ["x", "w"], ["y"]).Output("y"), matrix));
        var batched = new OnnxBuilder().Input("x", 1, 2).Float("w", [2, 2, 1], 1, 2, 3, 4).Node("MatMul", ["x", "w"], ["y"]).Output("y");
        Assert.Equal([5, 11], Models.Run(batched, [1, 2]));
        Assert.Equal([2, 1, 1], Models.Import(batched).Outputs[0].Shape);
    }

    [Fact]
    public void Gemm_with_all_attributes()
    {
        OnnxBuilder Gemm(int[] biasShape, params float[] bias) => new OnnxBuilder().Input("x", 2, 2).Float("w", [2, 2], 1, 2, 3, 4).Float("c", biasShape, bias)
            .Node("Gemm", ["x", "w", "c"], ["y"], ("alpha", 2f), ("beta", 10f), ("transA", 1L), ("transB", 1L)).Output("y");
        float[] product = [14, 30, 20, 44];
        Assert.Equal([24, 50, 30, 64], Models.Run(Gemm([2], 1, 2), [1, 2, 3, 4]));
        Assert.Equal([24, 40, 40, 64], Models.Run(Gemm([2, 1], 1, 2), [1, 2, 3, 4]));
        Assert.Equal(product.Select(value => value + 10), Models.Run(Gemm([], 1), [1, 2, 3, 4]));
        Assert.Equal([24, 50, 50, 84], Models.Run(Gemm([2, 2], 1, 2, 3, 4), [1, 2, 3, 4]));
    }

    [Fact]
    public void Arithmetic_with_constants_and_activations()
    {
        float[] x = [1, -2, 3, 4];
        OnnxBuilder With(string op, bool first, int[] shape, params float[] constant) => new OnnxBuilder().Input("x", 2, 2).Float("c", shape, constant)
            .Node(op, first ? ["c", "x"] : ["x", "c"], ["y"]).Output("y");
        Assert.Equal([11, 18, 13, 24], Models.Run(With("Add", false, [2], 10, 20), x));
        Assert.Equal([9, 12, 7, 6], Models.Run(With("Sub", true, [], 10), x));
        Assert.Equal([10, -20, 60, 80], Models.Run(With("Mul", true, [2, 1], 10, 20), x));
        Assert.Equal([0.5f, -1, 1.5f, 2], Models.Run(With("Div", false, [1], 2), x));
        Assert.Equal([1, 4, 9, 16], Models.Run(With("Pow", false, [], 2), x));
        Assert.Equal([1, 0, 3, 4], Models.Run(With("Max", false, [], 0), x));
        Assert.Equal([1, -2, 2, 3], Models.Run(With("Min", false, [2], 2, 3), x));
        Assert.Equal([1, 4, 9, 16], Models.Run(new OnnxBuilder().Input("x", 2, 2).Node("Mul", ["x", "x"], ["y"]).Output("y"), x));
        Assert.Equal([11, 8, 23, 24], Models.Run(new OnnxBuilder().Input("x", 2, 2).Input("z", 2, 1).Node("Add", ["x", "z"], ["y"]).Output("y"), x, [10, 20]));
        Assert.Equal([2, 0.5f, 3.5f, 4], Models.Run(With("Mean", false, [2, 1], 3, 4), x));
        Assert.Equal([5, 2, 8, 9], Models.Run(new OnnxBuilder().Input("x", 2, 2).Float("d", [2, 1], 3, 4).Float("e", [], 1).Node("Sum", ["d", "x", "e"], ["y"]).Output("y"), x));
    }

    [Fact]
    public void Activations()
    {
        float[] x = [-2, -1, 0, 3];
        Assert.Equal([0, 0, 0, 3], Models.Run(Unary(13, "Relu", [1, 4]), x));
        Assert.Equal([-1, -0.5f, 0, 3], Models.Run(Unary(13, "LeakyRelu", [1, 4], ("alpha", 0.5f)), x));
        Assert.Equal([-1, -1, 0, 2], Models.Run(Unary(7, "Clip", [1, 4], ("min", -1f), ("max", 2f)), x));
        Assert.Equal([-1, -1, 0, 3], Models.Run(new OnnxBuilder().Input("x", 1, 4).Float("lo", [], -1).Node("Clip", ["x", "lo"], ["y"]).Output("y"), x));
        Assert.Equal([-2, -10, 0, 3], Models.Run(new OnnxBuilder().Input("x", 1, 4).Float("s", [4], 1, 10, 100, 7).Node("PRelu", ["x", "s"], ["y"]).Output("y"), x));
        Assert.Equal([2, 1, 0, 3], Models.Run(Unary(13, "Abs", [1, 4]), x));
        Assert.Equal([2, 1, 0, -3], Models.Run(Unary(13, "Neg", [1, 4]), x));
    }

    [Fact]
    public void Movements()
    {
        var x = Models.Count(6);
        OnnxBuilder Move(string op, string[] inputs, params (string, object)[] attributes) => new OnnxBuilder().Input("x", 2, 3)
            .Int64("one", 1).Int64("minus", -1).Int64("big", long.MaxValue).Int64("low", long.MinValue).Int64("pair", 2, 0).Int64("axes", 0, 1).Float("fill", [], 9)
            .Int64("pads", 0, 1, 1, -1).Int64("repeats", 2, 1).Int64("expand", 2, 1, 1)
            .Node(op, inputs, ["y"], attributes).Output("y");
        Assert.Equal([0, 3, 1, 4, 2, 5], Models.Run(Move("Transpose", ["x"]), x));
        Assert.Equal([1, 2, 4, 5], Models.Run(Move("Slice", ["x", "one", "big", "one"]), x));
        Assert.Equal([2, 1, 0, 5, 4, 3], Models.Run(Move("Slice", ["x", "big", "low", "one", "minus"]), x));
        Assert.Equal([2, 0, 5, 3], Models.Run(Move("Gather", ["x", "pair"], ("axis", 1L)), x));
        Assert.Equal([9, 0, 1, 9, 3, 4, 9, 9, 9], Models.Run(Move("Pad", ["x", "pads", "fill"]), x));
        Assert.Equal([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], Models.Run(Move("Tile", ["x", "repeats"]), x));
        Assert.Equal([2, 2, 3], Models.Import(Move("Expand", ["x", "expand"])).Outputs[0].Shape);
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5], Models.Run(Move("Concat", ["x", "x"], ("axis", 1L)), x));
        Assert.Equal([1, 0], Models.Run(Move("ArgMax", ["x"], ("axis", 1L)), [0, 2, 1, 4, 3, 4]));
        Assert.Equal([1, 2], Models.Run(Move("ArgMax", ["x"], ("axis", 1L), ("select_last_index", 1L)), [0, 2, 1, 4, 3, 4]));
        Assert.Equal([3, 12], Models.Run(Move("ReduceSum", ["x", "one"]), x));
        Assert.Equal([1.5f, 2.5f, 3.5f], Models.Run(Move("ReduceMean", ["x"], ("axes", new long[] { 0 }), ("keepdims", 0L)), x));
    }

    [Fact]
    public void Split_gives_several_outputs()
    {
        var model = new OnnxBuilder().Input("x", 1, 5).Int64("sizes", 2, 3).Node("Split", ["x", "sizes"], ["a", "b"], ("axis", 1L)).Output("b").Output("a");
        var graph = Models.Import(model);
        Assert.Equal(["b", "a"], graph.Outputs.Select(output => output.Name));
        Assert.Equal([2, 3, 4], Models.Run(graph, Models.Count(5)));
    }

    [Fact]
    public void A_final_softmax_is_left_out_with_a_warning_and_any_other_is_refused()
    {
        var last = new OnnxBuilder().Input("x", 1, 3).Node("Relu", ["x"], ["r"]).NamedNode("probabilities", "Softmax", ["r"], ["s"]).Node("Identity", ["s"], ["y"]).Output("y").Build();
        var result = ZkmlGen.Compiler.Onnx.OnnxImporter.Import(last, "test.onnx", null, Models.NoDimensions);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal((DiagnosticIds.SoftmaxLeftOut, false), (warning.Id, warning.IsError));
        Assert.Contains("'probabilities'", warning.Message);
        Assert.Equal("y", result.Graph.Outputs[0].Name);
        Assert.IsType<Relu>(Assert.Single(result.Graph.Nodes).Operator);
        var error = Models.Refuse(new OnnxBuilder().Input("x", 1, 3).Node("Softmax", ["x"], ["s"]).Node("Relu", ["s"], ["y"]).Output("y"));
        Assert.Equal(DiagnosticIds.UnsupportedAttribute, error.Id);
        Assert.Equal([2], Models.Run(Models.Import(new OnnxBuilder().Input("x", 1, 3).Node("Softmax", ["x"], ["s"]).Node("ArgMax", ["s"], ["y"], ("axis", 1L)).Output("y")), [1, 0, 5]));
    }

    [Theory]
    [InlineData("Sigmoid", DiagnosticIds.UnsupportedOperator)]
    [InlineData("Gemm", DiagnosticIds.BrokenFile)]
    [InlineData("ReduceMax", DiagnosticIds.UnsupportedAttribute)]
    [InlineData("GlobalMaxPool", DiagnosticIds.Shape)]
    public void Refusals_name_node_operator_opset_and_file(string op, string id)
    {
        var error = Models.Refuse(new OnnxBuilder(14).Input("x", 1, 4).NamedNode("the node", op, ["x"], ["y"]).Output("y"));
        Assert.Equal(id, error.Id);
        Assert.All([$"'{op}'", "'the node'", "opset 14", "'test.onnx'"], part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void An_attribute_that_is_not_known_is_refused()
    {
        var error = Models.Refuse(Unary(13, "Relu", [1, 2], ("slope", 1f)));
        Assert.Equal(DiagnosticIds.UnsupportedAttribute, error.Id);
        Assert.Contains("'slope'", error.Message);
    }
}
