using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Tests.Lowering;

public class PoolingTests
{
    private const double Tolerance = 0.005;

    [Theory]
    [InlineData(2, 8, true)]
    [InlineData(3, 8, true)]
    [InlineData(2, 7, false)]
    public void Max_pools_chain_without_cells(int window, int extent, bool relu)
    {
        var model = new TestModel();
        var x = model.Convolve(model.Input(1, 2, extent, extent), 3, 3, 1, 1);
        var pooled = extent / window;
        var op = new MaxPool([window, window], [window, window], [0, 0], [0, 0], [1, 1]);
        var y = model.Add(op, [1, 3, pooled, pooled], relu ? model.Relu(x) : x);
        var compiled = model.Check(Tolerance, model.Multiply(model.Add(new Reshape(), [1, 3 * pooled * pooled], y), 4));
        var cells = compiled.Circuit.Tensors.Where(tensor => tensor.Name.Contains("phase")).Sum(tensor => tensor.Size);
        Assert.Equal(3 * pooled * window * pooled * window, cells);
    }

    [Fact]
    public void A_chained_pool_feeds_a_padded_convolution()
    {
        var model = new TestModel();
        var pool = new MaxPool([2, 2], [2, 2], [0, 0], [0, 0], [1, 1]);
        var y = model.Add(pool, [1, 4, 5, 5], model.Convolve(model.Input(1, 2, 10, 10), 4, 3, 1, 1));
        model.Check(Tolerance, model.Convolve(y, 3, 5, 1, 2));
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 3, 1)]
    public void Overlapping_max_pools(int window, int stride, int pad)
    {
        var model = new TestModel();
        var extent = (7 + 2 * pad - window) / stride + 1;
        var op = new MaxPool([window, window], [stride, stride], [pad, pad], [pad, pad], [1, 1]);
        model.Check(Tolerance, model.Add(op, [1, 3, extent, extent], model.Convolve(model.Input(1, 2, 7, 7), 3, 3, 1, 1)));
    }

    [Fact]
    public void Global_max_pool()
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 4, 6), 3, 3, 1, 1));
        model.Check(Tolerance, model.Add(new MaxPool([4, 6], [1, 1], [0, 0], [0, 0], [1, 1]), [1, 3, 1, 1], x));
    }

    [Fact]
    public void A_max_pool_of_inputs_is_exact()
    {
        var model = new TestModel();
        var x = model.Input(1, 2, 6, 6);
        var compiled = model.Check(Tolerance, model.Add(new MaxPool([2, 2], [2, 2], [0, 0], [0, 0], [1, 1]), [1, 2, 3, 3], x));
        Assert.All(compiled.Circuit.Tensors.Where(tensor => tensor is { Gadget: Gadget.Requant, Operator: "MaxPool", Low: 0 }), tensor => Assert.Equal(0, tensor.Shift));
    }

    [Theory]
    [InlineData(2, 2, 0, false)]
    [InlineData(3, 3, 0, false)]
    [InlineData(3, 2, 1, true)]
    [InlineData(3, 2, 1, false)]
    [InlineData(3, 1, 1, false)]
    public void Average_pools_cost_no_cells(int window, int stride, int pad, bool countPadding)
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 8, 8), 3, 3, 1, 1));
        var extent = (8 + 2 * pad - window) / stride + 1;
        var y = model.Add(new AveragePool([window, window], [stride, stride], [pad, pad], [pad, pad], countPadding), [1, 3, extent, extent], x);
        var compiled = model.Check(Tolerance, model.Convolve(y, 4, 1));
        Assert.DoesNotContain(compiled.Circuit.Tensors, tensor => tensor.Operator == "AveragePool");
    }

    [Fact]
    public void Global_average_pool_feeds_a_dense_layer()
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 7, 7), 6, 3, 1, 1));
        var pooled = model.Add(new Reduction([2, 3], true), [1, 6], x);
        model.Check(Tolerance, model.Multiply(pooled, 4));
    }

    [Fact]
    public void Averages_as_outputs_keep_their_odd_divisor()
    {
        var model = new TestModel();
        var x = model.Relu(model.Convolve(model.Input(1, 2, 7, 7), 6, 3, 1, 1));
        model.Check(Tolerance, model.Add(new Reduction([2, 3], true), [1, 6, 1, 1], x));
    }
}
