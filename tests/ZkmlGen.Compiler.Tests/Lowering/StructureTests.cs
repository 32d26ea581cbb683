using Xunit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Tests.Lowering;

public class StructureTests
{
    private const double Tolerance = 0.005;

    private static (TestModel Model, Value Image) Image(int channels = 4, int height = 5, int width = 6)
    {
        var model = new TestModel();
        return (model, model.Relu(model.Convolve(model.Input(1, 2, height, width), channels, 3, 1, 1)));
    }

    [Fact]
    public void Slices_with_steps()
    {
        var (model, x) = Image();
        var slice = model.Add(new Slice([0, 3, 1, 0], [1, -2, 1, 2]), [1, 2, 3, 3], x);
        model.Check(Tolerance, [model.Convolve(slice, 3, 3), slice]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.75)]
    public void Padding_and_cropping(double fill)
    {
        var (model, x) = Image();
        var padded = model.Add(new Padding([0, 1, 2, -1], [0, 0, 1, 3], fill), [1, 5, 8, 8], x);
        model.Check(Tolerance, [model.Convolve(padded, 3, 3, 1, 1), padded]);
    }

    [Fact]
    public void Concatenated_channels_feed_a_convolution()
    {
        var (model, x) = Image();
        var y = model.Relu(model.Convolve(x, 3, 3, 1, 1));
        var constant = model.Weights(1, 1, 2, 5, 6);
        var joined = model.Add(new Concatenation(1), [1, 9, 5, 6], x, y, constant);
        model.Check(Tolerance, model.Convolve(joined, 4, 3, 1, 1));
    }

    [Fact]
    public void Concatenated_features_feed_a_dense_layer()
    {
        var model = new TestModel();
        var x = model.Input(1, 5);
        var y = model.Relu(model.Multiply(x, 7));
        model.Check(Tolerance, model.Multiply(model.Add(new Concatenation(1), [1, 12], y, x), 4));
    }

    [Fact]
    public void Transposed_images()
    {
        var (model, x) = Image();
        var y = model.Add(new Transpose([0, 3, 1, 2]), [1, 6, 4, 5], x);
        model.Check(Tolerance, [model.Convolve(y, 3, 3), model.Multiply(y, 3), y]);
    }

    [Fact]
    public void Reshapes_that_do_not_separate_are_copied()
    {
        var (model, x) = Image();
        var y = model.Add(new Reshape(), [1, 6, 20], x);
        var z = model.Add(new Transpose([0, 2, 1]), [1, 20, 6], y);
        model.Check(Tolerance, [model.Multiply(z, 5), model.Add(new Reshape(), [3, 40], z)]);
    }

    [Fact]
    public void Broadcast_repeats()
    {
        var model = new TestModel();
        var x = model.Relu(model.Multiply(model.Input(1, 4), 6));
        var wide = model.Add(new Broadcast(), [1, 3, 6], model.Add(new Reshape(), [1, 1, 6], x));
        model.Check(Tolerance, [model.Multiply(wide, 4), wide]);
    }

    [Theory]
    [InlineData(new[] { 1 }, true, new[] { 1, 5, 6 })]
    [InlineData(new[] { 1, 3 }, false, new[] { 1, 1, 5, 1 })]
    [InlineData(new[] { 1, 2, 3 }, true, new[] { 1 })]
    public void Reductions(int[] axes, bool mean, int[] shape)
    {
        var (model, x) = Image();
        model.Check(Tolerance, model.Add(new Reduction(axes, mean), shape, x));
    }

    [Fact]
    public void One_dimensional_convolutions()
    {
        var model = new TestModel();
        var x = model.Input(1, 3, 16);
        var image = model.Add(new Reshape(), [1, 3, 1, 16], x);
        var op = new Convolution([1, 5], [1, 2], [0, 2], [0, 2], [1, 1], 1);
        var y = model.Relu(model.Add(op, [1, 4, 1, 8], image, model.Weights(0.5, 4, 3, 1, 5), model.Weights(0.5, 4)));
        model.Check(Tolerance, model.Add(new Reshape(), [1, 4, 8], y));
    }

    [Fact]
    public void Reshapes_do_not_part_a_convolution_from_its_activation_and_pool()
    {
        var model = new TestModel();
        Value Squeeze(Value x) => model.Add(new Reshape(), [1, x.Shape[1], x.Shape[3]], x);
        Value Unsqueeze(Value x) => model.Add(new Reshape(), [1, x.Shape[1], 1, x.Shape[2]], x);
        var op = new Convolution([1, 3], [1, 1], [0, 1], [0, 1], [1, 1], 1);
        var convolved = model.Add(op, [1, 4, 1, 16], Unsqueeze(model.Input(1, 3, 16)), model.Weights(0.5, 4, 3, 1, 3), model.Weights(0.5, 4));
        var scaled = model.Add(new ScaleShift(), [1, 4, 16], Squeeze(convolved), model.Weights(2, 4, 1), model.Weights(1, 1, 4, 1));
        var pool = new MaxPool([1, 2], [1, 2], [0, 0], [0, 0], [1, 1]);
        var pooled = Squeeze(model.Add(pool, [1, 4, 1, 8], Unsqueeze(model.Relu(scaled))));
        var compiled = model.Check(Tolerance, model.Multiply(model.Add(new Reshape(), [1, 32], pooled), 5));
        // One, input, convolution with pooled phases, two cells for each output, one word.
        Assert.Equal(1 + 48 + 64 + 5 + 5 + 1, compiled.Statistics.Activations);
    }

    [Fact]
    public void Scalars_are_values_too()
    {
        var (model, x) = Image();
        var sum = model.Add(new Reduction([0, 1, 2, 3], false), [], x);
        model.Check(Tolerance, [model.Relu(model.Add(new LinearCombination([1, 1]), [], sum, model.Computed([], 0.5f))), sum]);
    }
}
