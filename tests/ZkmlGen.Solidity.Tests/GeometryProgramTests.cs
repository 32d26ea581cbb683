using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>The closed forms equal the sums over all triples.</summary>
public sealed class GeometryProgramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Closed_forms_equal_the_sums(int seed)
    {
        var circuit = TestCircuits.Random(seed);
        var reference = new ReferenceGeometry();
        var geometry = new ProgramGeometry(circuit);
        var random = new Random(seed);
        var (b, y, x) = (Field.Random(random), Field.Random(random), Field.Random(random));

        Assert.Equal(reference.D(circuit, b, y), geometry.D(circuit, b, y));
        Assert.Equal(reference.E(circuit, b, y, x), geometry.E(circuit, b, y, x));
    }
}
