using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Tests.Lowering;

public class NonlinearOperatorTests
{
    private const double Tolerance = 0.005;

    private static (TestModel Model, Value Hidden) Hidden(int seed = 1)
    {
        var model = new TestModel(seed);
        return (model, model.Multiply(model.Input(1, 8), 10));
    }

    [Fact]
    public void Leaky_relu_places_the_same_tiles_twice()
    {
        var (model, x) = Hidden();
        var compiled = model.Check(Tolerance, model.Add(new LeakyRelu(0.1), x.Shape, x));
        Assert.Single(compiled.Weights, weights => weights.Name.EndsWith("weights"));
        Assert.Contains(compiled.Circuit.TileMaps, map => map.Value == -1);
    }

    [Fact]
    public void Absolute_values()
    {
        var (model, x) = Hidden();
        model.Check(Tolerance, model.Multiply(model.Add(new Absolute(), x.Shape, x), 3));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-0.25, 0.5)]
    [InlineData(double.NegativeInfinity, 0.5)]
    [InlineData(-0.25, double.PositiveInfinity)]
    public void Clips(double low, double high)
    {
        var (model, x) = Hidden();
        model.Check(Tolerance, model.Add(new Clip(low, high), x.Shape, x));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extrema_of_activations_and_constants(bool maximum)
    {
        var (model, x) = Hidden();
        var y = model.Multiply(x, 10);
        model.Check(Tolerance, model.Add(new Extremum(maximum), x.Shape, x, y, model.Computed([1], 0.125f)));
    }

    [Fact]
    public void Squares_and_products()
    {
        var (model, x) = Hidden();
        var y = model.Relu(model.Multiply(x, 10));
        var square = model.Add(new Product(), x.Shape, x, x);
        var product = model.Add(new Product(), x.Shape, x, y);
        var compiled = model.Check(0.01, [square, product, model.Multiply(model.Add(new LinearCombination([1, 1]), x.Shape, square, x), 4)]);
        Assert.True(compiled.Circuit.HasSquares);
    }

    [Fact]
    public void Products_broadcast()
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 5, 5), 4, 3, 1, 1));
        var gate = model.Add(new Reduction([2, 3], true), [1, 4, 1, 1], x);
        model.Check(0.01, model.Add(new Product(), x.Shape, x, gate));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arg_max_with_ties(bool last)
    {
        var model = new TestModel();
        var x = model.Input(1, 6);
        var relu = model.Relu(model.Add(new Dense(), [1, 6], x, model.Stored([6, 6], Identity(6))));
        model.Graph.Outputs.Add(model.Add(new ArgMax(1, last), [1], relu));
        var calibration = new[] { new CalibrationSample([[1, 1, 1, 1, 1, 1]]), new CalibrationSample([[-1, 0, 1, 0.5f, 0, 0]]) };
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Test") with { ValueBits = 8 }, calibration, []);
        Assert.Empty(CircuitChecker.Check(compiled));
        var interpreter = new CircuitInterpreter(compiled.Circuit, TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read));
        foreach (var sample in new float[][] { [0, 0, 1, 0.5f, 1, 0], [-1, -1, -1, -1, -1, -1], [0, 0, 0, 0, 0, 0.25f], [1, 0, 0, 0, 0, 0], [0.5f, 1, 1, 1, 0, 0] })
        {
            var expected = new FloatEvaluator(model.Graph).Evaluate([sample])[model.Graph.Outputs[0]];
            Assert.Equal(expected, interpreter.Run([sample]).Outputs[0]);
        }
    }

    [Fact]
    public void Arg_max_of_signed_logits()
    {
        var (model, x) = Hidden(3);
        model.Check(0.001, model.Add(new ArgMax(1, false), [1, 1], x));
    }

    [Fact]
    public void A_value_out_of_range_is_reported_by_layer()
    {
        var (model, x) = Hidden();
        var compiled = model.Check(Tolerance, model.Relu(x));
        var interpreter = new CircuitInterpreter(compiled.Circuit, TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read));
        var error = Assert.Throws<CircuitRangeException>(() => interpreter.Run([[.. Enumerable.Repeat(100f, 8)]]));
        Assert.Equal("input0", error.Layer);
    }

    private static float[] Identity(int size) => [.. Enumerable.Range(0, size * size).Select(i => i % (size + 1) == 0 ? 1f : 0f)];
}
