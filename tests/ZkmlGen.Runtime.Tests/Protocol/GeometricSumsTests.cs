using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

public sealed class GeometricSumsTests
{
    private static readonly Fr b = Fr.FromInt64(12345), y = Fr.FromInt64(-678), x = Fr.FromInt64(910);

    [Fact]
    public void Series_of_any_ratio_and_length()
    {
        foreach (var ratio in new[] { Fr.Zero, Fr.One, -Fr.One, b })
        {
            var sum = Fr.Zero;
            for (var count = 0; count < 70; count++)
            {
                Assert.Equal(sum, GeometricSums.Series(ratio, count));
                sum += ratio.Pow((ulong)count);
            }
        }
    }

    [Fact]
    public void Closed_forms_agree_with_enumeration()
    {
        var network = new TinyNetwork(5);
        var circuit = network.Circuit();
        Assert.Equal(circuit.GeometryAt(b, y, x), GeometricSums.Geometry(network.Description, b, y, x));
        Assert.Equal(circuit.PublicMapsAt(b, y), GeometricSums.PublicMaps(network.Description, b, y));
    }

    [Fact]
    public void Runs_may_go_backwards_and_factors_may_have_several()
    {
        var placement = new Placement(20, 30, 9, new Factor[]
        {
            new(new[] { new Run(0, 0, 0, 3, -2, 1, -1), new Run(-1, 4, 1, 2, 5, -3, 2) }),
            new(new[] { new Run(1, -2, 0, 4, 0, 2, 0) }),
        });
        var network = new TinyNetwork(5).Description with { TileMaps = new[] { new TileMap(2, -3, placement) } };
        var expected = Fr.Zero;
        PlacementLoops.ForEach(placement, (o, i, t) => expected -= Fr.FromInt64(3) * b.Pow((ulong)o) * y.Pow((ulong)i + 1) * x.Pow((ulong)t));
        Assert.Equal(expected, GeometricSums.Geometry(network, b, y, x));
    }
}
