using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

public sealed class CommitmentsTests
{
    private static readonly TinyNetwork network = new(3);
    private static readonly ProvingKey key = Setups.Keys(network.Circuit()).Proving;
    private static readonly int rows = network.Description.Size.Rows;

    [Theory]
    [InlineData(0, 0, -1), InlineData(5, 0, -1), InlineData(5, 7, -1), InlineData(5, 7, 122), InlineData(5, 7, 121), InlineData(5, 7, 114), InlineData(5, 0, 40), InlineData(5, 7, 29), InlineData(5, 7, 30), InlineData(0, 0, 3), InlineData(0, 0, 125)]
    public void Columns_with_any_tail(int last, int step, int changed)
    {
        var random = new SeededRandom(1);
        using var arena = new FrArena(rows);
        var values = arena.Rent(rows);
        for (var i = 0; i < rows; i++)
        {
            var isTail = i > network.Reveal / network.Description.Size.Lanes && i < network.Description.Size.ActiveRows;
            values[i] = isTail ? Fr.FromInt64(last + (network.Description.Size.ActiveRows - 1 - i) * step) : random.Next();
        }
        if (changed >= 0) values[changed] += Fr.One;
        using var commitments = new Commitments(key, network.Description, 2);
        Assert.Equal(Sum(values), commitments.Rows(values, 1).ToAffine());
    }

    private static G1Affine Sum(FrVector values)
    {
        var sum = G1.Zero;
        for (var i = 0; i < values.Length; i++) sum += values[i] * G1.From(key.Lagrange.Span[i]);
        return sum.ToAffine();
    }
}
