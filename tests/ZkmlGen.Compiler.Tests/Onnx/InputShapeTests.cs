using Xunit;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

public class InputShapeTests
{
    [Theory]
    [InlineData("batch")]
    [InlineData(null)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_symbolic_batch_is_one(object? batch)
    {
        var graph = Models.Import(new OnnxBuilder().Input("x", batch, 3).Node("Relu", ["x"], ["y"]).Output("y", batch, 3));
        Assert.Equal([1, 3], graph.Inputs[0].Shape);
        Assert.Equal([1, 3], graph.Outputs[0].Shape);
    }

    [Fact]
    public void The_batch_symbol_is_one_in_other_places_too()
    {
        var graph = Models.Import(new OnnxBuilder().Input("x", "n", 3).Input("z", 3, "n").Node("Sum", ["x", "z"], ["y"]).Output("y"));
        Assert.Equal([3, 1], graph.Inputs[1].Shape);
    }

    [Fact]
    public void Another_symbol_needs_a_value()
    {
        var model = new OnnxBuilder().Input("x", "n", "steps", null).Node("Relu", ["x"], ["y"]).Output("y").Build();
        var error = Models.Refuse(model);
        Assert.Equal(DiagnosticIds.SymbolicDimension, error.Id);
        Assert.Contains("'steps'", error.Message);
        Assert.Contains("'x'", error.Message);
        var dimensions = new Dictionary<string, int> { ["steps"] = 5 };
        Assert.Contains("'x[2]'", Assert.Throws<ModelException>(() => OnnxImporter.Import(model, "test.onnx", null, dimensions)).Message);
        dimensions["x[2]"] = 7;
        Assert.Equal([1, 5, 7], OnnxImporter.Import(model, "test.onnx", null, dimensions).Graph.Inputs[0].Shape);
    }

    [Fact]
    public void Initialisers_among_the_inputs_are_constants()
    {
        var graph = Models.Import(new OnnxBuilder(8).Input("x", 1, 2).Input("w", 2, 2).Float("w", [2, 2], 1, 2, 3, 4).Node("MatMul", ["x", "w"], ["y"]).Output("y"));
        Assert.Equal("x", Assert.Single(graph.Inputs).Name);
        Assert.Equal([7, 10], Models.Run(graph, [1, 2]));
    }

    [Fact]
    public void Shapes_computed_from_shapes_vanish()
    {
        // What PyTorch exports for x.view(x.size(0), -1).
        var graph = Models.Import(new OnnxBuilder(11).Input("x", "n", 2, 3)
            .Node("Shape", ["x"], ["s"]).Node("Constant", [], ["zero"], ("value", OnnxBuilder.Int64Tensor("", [], 0)))
            .Node("Gather", ["s", "zero"], ["n"]).Node("Unsqueeze", ["n"], ["n1"], ("axes", new long[] { 0 }))
            .Int64("minus", -1).Node("Concat", ["n1", "minus"], ["to"], ("axis", 0L))
            .Node("Reshape", ["x", "to"], ["y"]).Output("y"));
        var node = Assert.Single(graph.Nodes);
        Assert.IsType<ZkmlGen.Compiler.Graph.Reshape>(node.Operator);
        Assert.Equal([1, 6], node.Output.Shape);
    }

    [Fact]
    public void Integer_inputs_may_be_cast_but_not_computed_with()
    {
        Assert.Equal([3, 200], Models.Run(new OnnxBuilder().TypedInput("x", 2, 1, 2).Node("Cast", ["x"], ["y"], ("to", 1L)).Output("y"), [3, 200]));
        var error = Models.Refuse(new OnnxBuilder().TypedInput("x", 2, 1, 2).Node("Add", ["x", "x"], ["y"]).Output("y"));
        Assert.Equal(DiagnosticIds.ElementType, error.Id);
    }
}
