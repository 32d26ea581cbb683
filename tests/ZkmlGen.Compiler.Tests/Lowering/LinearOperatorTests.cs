using Xunit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Tests.Lowering;

/// <summary>Operators that are linear: circuits against the float model.</summary>
public class LinearOperatorTests
{
    private const double Tolerance = 0.005;

    [Fact]
    public void Dense_layers()
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Multiply(model.Input(1, 20), 13));
        model.Check(Tolerance, model.Multiply(hidden, 7));
    }

    [Fact]
    public void Dense_without_a_source_in_the_file()
    {
        var model = new TestModel();
        var x = model.Input(1, 6);
        var weights = model.Computed([6, 4], model.Numbers([6, 4], -1, 1));
        model.Check(Tolerance, model.Add(new Dense(), [1, 4], x, weights));
    }

    [Fact]
    public void Dense_over_the_last_of_three_dimensions()
    {
        var model = new TestModel();
        model.Check(Tolerance, model.Multiply(model.Relu(model.Multiply(model.Input(1, 5, 8), 9)), 3));
    }

    [Theory]
    [InlineData(3, 1, 1, 1)]
    [InlineData(3, 2, 1, 1)]
    [InlineData(2, 1, 0, 1)]
    [InlineData(5, 1, 2, 1)]
    [InlineData(3, 3, 2, 1)]
    [InlineData(3, 1, 2, 2)]
    [InlineData(1, 2, 0, 1)]
    public void Convolutions(int kernel, int stride, int pad, int dilation)
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Convolve(model.Input(1, 2, 9, 8), 5, 3, 1, 1));
        model.Check(Tolerance, model.Convolve(hidden, 3, kernel, stride, pad, 1, dilation));
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(9, 3)]
    [InlineData(6, 6)]
    [InlineData(12, 6)]
    public void Grouped_and_depthwise_convolutions(int outputs, int groups)
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Convolve(model.Input(1, 3, 6, 7), 6 * groups / groups, 3, 1, 1));
        if (outputs % 6 != 0) hidden = model.Relu(model.Convolve(hidden, 9, 1));
        model.Check(Tolerance, model.Convolve(hidden, outputs, 3, 2, 1, groups));
    }

    [Fact]
    public void Flattened_images_feed_dense_layers()
    {
        var model = new TestModel();
        var image = model.Relu(model.Convolve(model.Input(1, 1, 8, 8), 4, 3, 1, 1));
        var flat = model.Add(new Reshape(), [1, 256], image);
        model.Check(Tolerance, model.Multiply(flat, 6));
    }

    [Fact]
    public void Residual_sums()
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 8, 8), 4, 3, 2, 1));
        var deep = model.Convolve(model.Relu(model.Convolve(x, 4, 3, 1, 1)), 4, 3, 1, 1);
        var shortcut = model.Convolve(x, 4, 1);
        var first = model.Relu(model.Add(new LinearCombination([1, 1]), x.Shape, deep, shortcut));
        var second = model.Relu(model.Add(new LinearCombination([1, -0.5]), x.Shape, model.Convolve(first, 4, 3, 1, 1), first));
        model.Check(Tolerance, model.Convolve(second, 2, 3));
    }

    [Fact]
    public void Sums_of_cells_feed_tiles()
    {
        var model = new TestModel();
        var x = model.Input(1, 4, 6, 6);
        var a = model.Relu(model.Convolve(x, 4, 3, 1, 1));
        var b = model.Relu(model.Convolve(x, 4, 1));
        model.Check(Tolerance, model.Convolve(model.Add(new LinearCombination([1, 2]), a.Shape, a, b), 3, 3));
    }

    [Fact]
    public void Broadcast_sums_with_constants_and_rows()
    {
        var model = new TestModel();
        var x = model.Input(1, 3, 4, 5);
        var row = model.Input(1, 1, 1, 5);
        var sum = model.Add(new LinearCombination([0.5, 3, 1, -1]), x.Shape, x, row, model.Weights(1, 3, 1, 1), model.Weights(1, 4, 5));
        model.Check(Tolerance, sum);
    }

    [Fact]
    public void Scales_fold_into_convolutions()
    {
        var model = new TestModel();
        var x = model.Input(1, 3, 5, 5);
        var scaled = model.Add(new ScaleShift(), [1, 4, 5, 5], model.Convolve(x, 4, 3, 1, 1), model.Weights(2, 1, 4, 1, 1), model.Weights(1, 4, 1, 1));
        var compiled = model.Check(Tolerance, model.Relu(scaled));
        Assert.Contains(compiled.Weights, weights => weights.OutputFactors.Count == 4 && weights.Source.Inline.Count == 0);
    }

    [Theory]
    [InlineData(new[] { 3, 1, 1 })]
    [InlineData(new[] { 3, 4, 5 })]
    [InlineData(new[] { 4, 1 })]
    [InlineData(new[] { 1 })]
    public void Scales_of_inputs(int[] shape)
    {
        var model = new TestModel();
        var x = model.Input(1, 3, 4, 5);
        model.Check(Tolerance, model.Relu(model.Add(new ScaleShift(), x.Shape, x, model.Weights(2, shape), model.Weights(1, shape))));
    }

    [Fact]
    public void A_constant_before_a_weighted_layer_becomes_a_bias()
    {
        var model = new TestModel();
        var x = model.Input(1, 6);
        var centred = model.Add(new LinearCombination([1, -1]), x.Shape, x, model.Weights(1, 6));
        var compiled = model.Check(Tolerance, model.Multiply(centred, 4));
        Assert.Equal(1 + 6 + 4 + 4 + 1, compiled.Statistics.Activations);
    }

    [Fact]
    public void A_constant_before_a_padded_convolution_stays()
    {
        var model = new TestModel();
        var x = model.Input(1, 2, 5, 5);
        var centred = model.Add(new LinearCombination([1, -1]), x.Shape, x, model.Weights(1, 2, 1, 1));
        model.Check(Tolerance, model.Convolve(centred, 4, 3, 1, 1));
    }

    [Fact]
    public void Several_consumers_share_cells()
    {
        var model = new TestModel();
        var x = model.Multiply(model.Input(1, 8), 8);
        var y = model.Add(new LinearCombination([1, 1]), x.Shape, model.Relu(x), x);
        model.Check(Tolerance, [y, x]);
    }
}
