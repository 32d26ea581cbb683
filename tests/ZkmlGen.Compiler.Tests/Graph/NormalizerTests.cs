using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Tests.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Graph;

/// <summary>What merges with what. <see cref="Models.Run(OnnxBuilder, float[][])"/> compares with the graph before normalisation.</summary>
public class NormalizerTests
{
    private static OnnxBuilder Convolution(params (string, object)[] attributes) => new OnnxBuilder(13).Input("x", 1, 2, 4, 4)
        .Float("w", [3, 2, 3, 3], Models.Random(54)).Float("b", [3], 1, 2, 3)
        .Float("gamma", [3], 0.5f, 2, -1).Float("beta", [3], 1, 0, -1).Float("mean", [3], 0.1f, 0.2f, 0.3f).Float("var", [3], 1, 4, 0.25f)
        .Float("c311", [3, 1, 1], 2, 3, 4).Float("c1", [], 3).Float("c211", [2, 1, 1], 2, 3).Float("full", [3, 4, 4], Models.Random(48))
        .Int64("pads", 0, 0, 1, 1, 0, 0, 1, 1)
        .Node("Conv", ["x", "w", "b"], ["conv"], attributes);

    private static void Becomes(OnnxBuilder model, params string[] operators)
    {
        var inputs = Models.Import(model).Inputs.Select((input, i) => Models.Random(Shapes.Count(input.Shape), i + 3));
        Models.Run(model, [.. inputs]);
        Assert.Equal(operators, Models.Import(model).Nodes.Select(node => node.Operator.GetType().Name));
    }

    [Fact]
    public void Batch_norm_goes_into_the_convolution_before_it()
    {
        var model = Convolution().Node("BatchNormalization", ["conv", "gamma", "beta", "mean", "var"], ["y"]).Output("y");
        Becomes(model, "Convolution");
        var node = Models.Import(model).Nodes[0];
        Assert.Equal("Conv+BatchNormalization", node.OnnxOperators);
        Assert.NotNull(node.Inputs[1].Constant!.Source);
        Assert.Equal(2 / Math.Sqrt(4 + 1e-5), node.Inputs[1].Constant!.OutputFactors![1], 1e-6);
    }

    [Fact]
    public void A_positive_scale_goes_back_through_activations_and_pools()
    {
        OnnxBuilder Model(string scale) => Convolution().Node("Relu", ["conv"], ["r"]).Node("MaxPool", ["r"], ["p"], ("kernel_shape", new long[] { 2, 2 }))
            .Node("BatchNormalization", ["p", scale, "beta", "mean", "var"], ["y"]).Output("y").Float("positive", [3], 0.5f, 2, 1);
        Becomes(Model("positive"), "Convolution", "Relu", "MaxPool", "ScaleShift");
        var nodes = Models.Import(Model("positive")).Nodes;
        Assert.Equal([1], nodes[3].Inputs[1].Constant!.Values);
        Assert.Equal(3, nodes[0].Inputs[1].Constant!.OutputFactors!.Length);
        Assert.Equal(3, Models.Import(Model("gamma")).Nodes[3].Inputs[1].Constant!.Values.Length);
    }

    [Fact]
    public void Batch_norm_between_an_activation_and_a_dense_layer_vanishes() => Becomes(
        new OnnxBuilder(13).Input("x", 1, 2).Float("w", [2, 3], Models.Random(6)).Float("v", [3, 2], Models.Random(6)).Float("s", [3], 1, 2, 3).Float("t", [3], -1, 0, 1)
            .Node("MatMul", ["x", "w"], ["p"]).Node("Add", ["p", "t"], ["a"]).Node("Relu", ["a"], ["r"]).Node("BatchNormalization", ["r", "s", "t", "t", "s"], ["n"])
            .Node("MatMul", ["n", "v"], ["y"]).Output("y"),
        "Dense", "Relu", "Dense");

    [Fact]
    public void Constants_per_channel_go_into_the_convolution() => Becomes(
        Convolution().Node("Mul", ["conv", "c311"], ["m"]).Node("Add", ["m", "c311"], ["a"]).Node("Div", ["a", "c1"], ["y"]).Output("y"), "Convolution");

    [Fact]
    public void Constants_per_position_stay() => Becomes(
        Convolution(("pads", new long[] { 1, 1, 1, 1 })).Node("Add", ["conv", "full"], ["y"]).Output("y"), "Convolution", "ScaleShift");

    [Fact]
    public void A_convolution_that_is_read_twice_stays_as_it_is() => Becomes(
        Convolution().Node("Mul", ["conv", "c311"], ["m"]).Node("Add", ["m", "conv"], ["y"]).Output("y"), "Convolution", "ScaleShift", "LinearCombination");

    [Fact]
    public void An_output_in_between_stays() => Becomes(
        Convolution().Node("Mul", ["conv", "c311"], ["y"]).Output("y").Output("conv"), "Convolution", "ScaleShift");

    [Fact]
    public void A_stored_bias_keeps_its_source()
    {
        var model = new OnnxBuilder().Input("x", 1, 2).Float("w", [2, 3], Models.Random(6)).Float("b", [1, 3], 1, 2, 3)
            .Node("MatMul", ["x", "w"], ["p"]).Node("Add", ["p", "b"], ["y"]).Output("y");
        Becomes(model, "Dense");
        Assert.Equal([1], Models.Import(model).Nodes[0].Inputs[2].Constant!.Source!.Strides);
    }

    [Fact]
    public void Preprocessing_goes_into_a_convolution_without_padding()
    {
        OnnxBuilder Model(string constant, params (string, object)[] attributes) => new OnnxBuilder(13).Input("x", 1, 2, 4, 4)
            .Float("w", [3, 2, 3, 3], Models.Random(54)).Float("255", [], 255).Float("mean", [2, 1, 1], 1, 2).Float("mean1", [2, 4, 4], Models.Random(32))
            .Node("Div", ["x", "255"], ["d"]).Node("Sub", ["d", constant], ["s"]).Node("Conv", ["s", "w"], ["y"], attributes).Output("y");
        Becomes(Model("mean"), "Convolution");
        Becomes(Model("mean", ("pads", new long[] { 1, 1, 1, 1 })), "ScaleShift", "Convolution");
        Becomes(Model("mean1"), "ScaleShift", "Convolution");
    }

    [Fact]
    public void Preprocessing_goes_through_a_flatten_into_a_dense_layer() => Becomes(
        new OnnxBuilder(13).Input("x", 1, 2, 2).Float("m", [2, 2], 1, 2, 3, 4).Float("w", [4, 3], Models.Random(12))
            .Node("Sub", ["x", "m"], ["s"]).Node("Flatten", ["s"], ["f"]).Node("MatMul", ["f", "w"], ["y"]).Output("y"),
        "Reshape", "Dense");

    [Fact]
    public void A_shift_of_rows_goes_into_a_dense_layer_only_if_rows_are_alike()
    {
        OnnxBuilder Model(params int[] shape) => new OnnxBuilder(13).Input("x", 2, 3).Float("m", shape, Models.Random(shape.Aggregate(1, (a, b) => a * b)))
            .Float("w", [3, 2], Models.Random(6)).Node("Add", ["x", "m"], ["s"]).Node("MatMul", ["s", "w"], ["y"]).Output("y");
        Becomes(Model(3), "Dense");
        Becomes(Model(2, 3), "ScaleShift", "Dense");
    }

    [Fact]
    public void Padding_goes_into_a_convolution() => Becomes(
        new OnnxBuilder(13).Input("x", 1, 2, 4, 4).Float("w", [3, 2, 3, 3], Models.Random(54)).Int64("pads", 0, 0, 1, 0, 0, 0, 2, 1)
            .Node("Pad", ["x", "pads"], ["p"]).Node("Conv", ["p", "w"], ["y"]).Output("y"),
        "Convolution");

    [Fact]
    public void Element_wise_operators_step_before_reshapes_and_transposes()
    {
        var model = new OnnxBuilder(13).Input("x", 1, 2, 4).Float("w", [3, 2, 3], Models.Random(18)).Float("c", [3], 1, 2, 3)
            .Node("Conv", ["x", "w"], ["conv"]).Node("Transpose", ["conv"], ["t"], ("perm", new long[] { 0, 2, 1 }))
            .Node("Add", ["t", "c"], ["a"]).Node("Relu", ["a"], ["r"]).Node("Transpose", ["r"], ["y"], ("perm", new long[] { 0, 2, 1 })).Output("y");
        Becomes(model, "Reshape", "Convolution", "Relu", "Reshape");
    }

    [Fact]
    public void Reshapes_and_transposes_meet()
    {
        Becomes(new OnnxBuilder(11).Input("x", 2, 3).Node("Transpose", ["x"], ["t"]).Node("Transpose", ["t"], ["u"]).Node("Relu", ["u"], ["y"]).Output("y"), "Relu");
        Becomes(new OnnxBuilder(11).Input("x", 1, 3, 1, 2).Node("Transpose", ["x"], ["t"], ("perm", new long[] { 2, 1, 0, 3 })).Output("t"), "Reshape");
        Becomes(new OnnxBuilder(11).Input("x", 1, 6).Node("Unsqueeze", ["x"], ["u"], ("axes", new long[] { 0 })).Node("Squeeze", ["u"], ["s"], ("axes", new long[] { 0 }))
            .Node("Neg", ["s"], ["y"]).Output("y"), "LinearCombination");
    }

    [Fact]
    public void Scalars_meet_and_ones_vanish()
    {
        Becomes(new OnnxBuilder().Input("x", 2, 2).Float("two", [1], 2).Float("half", [], 0.5f)
            .Node("Mul", ["x", "two"], ["a"]).Node("Mul", ["a", "half"], ["b"]).Node("Relu", ["b"], ["y"]).Output("y"), "Relu");
        var scaled = Models.Import(new OnnxBuilder().Input("x", 2, 2).Float("two", [1], 2).Node("Mul", ["x", "two"], ["y"]).Output("y"));
        Assert.Equal(new LinearCombination([2]), scaled.Nodes[0].Operator);
    }

    [Fact]
    public void Outputs_have_values_of_their_own_with_their_names()
    {
        var graph = Models.Import(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["r"]).Node("Identity", ["r"], ["s"]).Node("Identity", ["x"], ["t"])
            .Output("r").Output("s").Output("t"));
        Assert.Equal(["r", "s", "t"], graph.Outputs.Select(output => output.Name));
        Assert.Equal(3, graph.Nodes.Count);
    }

    [Fact]
    public void Nodes_that_no_output_needs_are_not_looked_at() => Becomes(
        new OnnxBuilder().Input("x", 1, 2).Node("Sigmoid", ["x"], ["s"]).Node("Split", ["x"], ["a", "b"], ("axis", 1L)).Node("Relu", ["a"], ["y"]).Output("y"), "Slice", "Relu");
}
