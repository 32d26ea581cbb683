using System.Diagnostics;
using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Tests.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Graph;

public class FloatEvaluatorTests
{
    [Fact]
    public void All_inputs_and_node_outputs_have_values()
    {
        var graph = Models.Import(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["r"]).Node("Neg", ["r"], ["y"]).Output("y"));
        var values = new FloatEvaluator(graph).Evaluate([[-1, 3]]);
        Assert.Equal(["x", "r", "y"], values.Keys.Select(value => value.Name));
        Assert.Equal([[-1, 3], [0, 3], [0, -3]], values.Values);
    }

    [Fact]
    public void Inputs_of_the_wrong_number_or_size_are_refused()
    {
        var evaluator = new FloatEvaluator(Models.Import(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["y"]).Output("y")));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate([]));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate([[1]]));
    }

    [Fact]
    public void Sums_are_accumulated_in_double_precision()
    {
        var graph = Models.Import(new OnnxBuilder().Input("x", 1, 3).Float("w", [3, 1], 1e8f, 1, -1e8f).Node("MatMul", ["x", "w"], ["y"]).Output("y"));
        Assert.Equal([1], Models.Run(graph, [1, 1, 1]));
    }

    [Fact]
    public void Convolution_equals_its_definition()
    {
        int channels = 4, size = 9, outputs = 6, groups = 2;
        float[] x = Models.Random(channels * size * size, 5), w = Models.Random(outputs * 2 * 3 * 2, 6);
        var graph = Models.Import(new OnnxBuilder().Input("x", 1, channels, size, size).Float("w", [outputs, 2, 3, 2], w)
            .Node("Conv", ["x", "w"], ["y"], ("group", (long)groups), ("strides", new long[] { 2, 3 }), ("pads", new long[] { 1, 2, 0, 1 }), ("dilations", new long[] { 2, 1 })).Output("y"));
        int height = (size + 1 - 5) / 2 + 1, width = (size + 3 - 2) / 3 + 1;
        var expected = new float[outputs * height * width];
        for (var i = 0; i < expected.Length; i++)
        {
            int o = i / (height * width), row = i / width % height, column = i % width;
            var sum = 0.0;
            for (var k = 0; k < 12; k++)
            {
                int c = o / 3 * 2 + k / 6, y = row * 2 - 1 + k / 2 % 3 * 2, z = column * 3 - 2 + k % 2;
                if (y >= 0 && y < size && z >= 0 && z < size) sum += (double)w[o * 12 + k] * x[(c * size + y) * size + z];
            }
            expected[i] = (float)sum;
        }
        GraphChecks.AssertClose(expected, Models.Run(graph, x), "convolution");
    }

    [Fact]
    public void A_residual_network_of_forty_million_multiplications_takes_seconds_at_most()
    {
        var model = new OnnxBuilder().Input("x", 1, 64, 32, 32).Float("w", [64, 64, 3, 3], Models.Random(64 * 64 * 9));
        var last = "x";
        foreach (var layer in new[] { "a", "b" })
        {
            model.Node("Conv", [last, "w"], [layer + "c"], ("pads", new long[] { 1, 1, 1, 1 })).Node("Add", [layer + "c", last], [layer + "s"]).Node("Relu", [layer + "s"], [layer]);
            last = layer;
        }
        var graph = Models.Import(model.Output(last));
        var watch = Stopwatch.StartNew();
        Models.Run(graph, Models.Random(64 * 32 * 32));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
