using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class InputTests
{
    private static readonly CircuitDescription circuit = new SquareNetwork(1).Description;

    [Fact]
    public void Values_are_rounded_half_up_and_shifted_by_low()
    {
        var (act, y) = Fill(WithScale(1), [0.24f, 0.25f, -0.25f, -0.26f, -2f, 1.74f]);
        Assert.Equal([0, 1, 0, -1, -4, 3], act);
        Assert.Equal([4, 5, 4, 3, 0, 7], y);
    }

    [Fact]
    public void Coarse_scales_divide()
    {
        var (act, _) = Fill(WithScale(-2), [0, 1.9f, 2, -2, -2.1f, 13.9f]);
        Assert.Equal([0, 0, 1, 0, -1, 3], act);
    }

    [Fact]
    public void Cells_follow_the_strides()
    {
        var port = circuit.Inputs[0] with { Shape = new[] { 1, 2, 3 }, CellOrder = new[] { 99, 1, 2 } };
        var (act, _) = Fill(circuit with { Inputs = new[] { port } }, [0, 1, 2, -1, -2, -3]);
        Assert.Equal([0, -1, 1, -2, 2, -3], act);
    }

    [Theory]
    [InlineData(4f, 4), InlineData(-4.6f, -5), InlineData(1e30f, long.MaxValue), InlineData(-1e30f, long.MinValue)]
    public void Values_out_of_range_are_named(float value, long quantised)
    {
        var error = Assert.Throws<ZkRangeException>(() => Fill(circuit, [0, 0, value, 0, 0, 0]));
        Assert.Equal(("x", 2, quantised), (error.Layer, error.Index, error.Value));
        Assert.Contains("[-4, 3]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void Only_finite_numbers_can_be_proved(float value) =>
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Fill(circuit, [0, value, 0, 0, 0, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void Shapes_are_exact()
    {
        Assert.Contains("6 values; 5 were given", Assert.Throws<ArgumentException>(() => Fill(circuit, new float[5])).Message, StringComparison.Ordinal);
        using var memory = new TraceMemory(circuit.Size);
        Assert.Contains("1 inputs; 2 were given", Assert.Throws<ArgumentException>(() => InputQuantiser.Fill(circuit, [new float[6], new float[6]], memory.Trace)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Fill(circuit, null!));
    }

    private static CircuitDescription WithScale(int bits) =>
        circuit with { Tensors = circuit.Tensors.Items.Select(tensor => tensor with { ScaleBits = bits }).ToArray() };

    private static (int[] Act, int[] Y) Fill(CircuitDescription description, float[] values)
    {
        using var memory = new TraceMemory(description.Size);
        InputQuantiser.Fill(description, [values], memory.Trace);
        var address = description.Tensors[description.Inputs[0].Tensor].Address;
        return (memory.Trace.Act.Slice(address, 6).ToArray(), memory.Trace.Y.Slice(address, 6).ToArray());
    }
}
