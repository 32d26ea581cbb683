using ZkmlGen.Generator.Tests.Compilation;
using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>What generated code refuses.</summary>
public sealed class RefusalTests
{
    private readonly ZkCircuit circuit = GeneratedAssembly.Circuit(TinyNetwork.Model);

    private sealed class File(params byte[] bytes) : ModelFiles
    {
        public override ReadOnlySpan<byte> Read(string? externalFile) => bytes;
    }

    private void Fill(params int[] weights)
    {
        var cells = circuit.Description.Size.Rows * circuit.Description.Size.Lanes;
        var act = new int[cells];
        act.AsSpan(2, 16).Fill(7);
        var tiles = new int[64];
        weights.CopyTo(tiles, 0);
        circuit.FillWitness(tiles, new Trace(act, new int[cells], new int[cells], new int[cells], new long[cells]));
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(-(1 << 20))]
    [InlineData(int.MaxValue)]
    [InlineData(147)]
    public void AValueOutOfRangeNamesItsLayer(int weight)
    {
        // The middle tap of the kernel reads one pixel of 7 at every position.
        var exception = Assert.Throws<ZkRangeException>(() => Fill([.. new int[16], weight]));
        Assert.Equal("conv phase 1 of 4", exception.Layer);
        Assert.Equal(0, exception.Index);
        Assert.Equal((7L * weight + 8) >> 4, exception.Value);
    }

    [Fact]
    public void ASquareOutOfRangeNamesItsLayer()
    {
        var exception = Assert.Throws<ZkRangeException>(() => Fill([.. new int[16], 60]));
        Assert.Equal(("square", 0, 85), (exception.Layer, exception.Index, exception.Value));
    }

    [Fact]
    public void TheLargestValuesInRangePass() => Fill([.. new int[16], 51]);

    [Fact]
    public void AnotherModelFile()
    {
        var exception = Assert.Throws<InvalidDataException>(() => circuit.LoadWeights(new File(1), new int[64]));
        Assert.Contains("rebuild", exception.Message);
    }

    [Fact]
    public void AFileThatIsTooShort()
    {
        // The digest is that of an empty file; the weights stand at byte 100.
        var exception = Assert.Throws<InvalidDataException>(() => circuit.LoadWeights(new File(), new int[64]));
        Assert.Contains("conv weights", exception.Message);
    }
}
