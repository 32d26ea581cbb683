using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

public sealed class G1TransformsTests
{
    private static readonly G1 G = G1.From(G1Affine.Generator);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    public void Lagrange_basis_is_the_basis_at_tau(int log)
    {
        var size = 1 << log;
        var tau = Fr.Random();
        using var arena = new FrArena(2 * size + 16);
        FrVector powers = arena.Rent(size + 3), values = arena.Rent(size);
        FrVec.Powers(powers, Fr.One, tau);
        values.CopyFrom(Enumerable.Range(0, size).Select(i => Lagrange(tau, log, i)).ToArray());
        Assert.Equal(G1Transforms.MultiplyGenerator(values), G1Transforms.ToLagrange(G1Transforms.MultiplyGenerator(powers), log));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Batched_and_plain_transforms_agree_and_the_batched_one_is_in_use(int log)
    {
        var points = TestPoints.Unrelated(1 << log);
        Assert.True(BatchGroupNtt.TryInvert(points, log, out var result));
        Assert.Equal(GroupNtt.Invert(points, log), result);
    }

    [Fact]
    public void Points_with_relations_take_the_plain_transform()
    {
        G1Affine[] points = [G1Affine.Generator, default, G1Affine.Generator, G1Affine.Generator.Negate()];
        Assert.False(BatchGroupNtt.TryInvert(points, 2, out _));
        Assert.Equal(GroupNtt.Invert(points, 2), G1Transforms.ToLagrange(points, 2));
    }

    [Fact]
    public void Too_few_powers_are_refused() => Assert.Throws<ArgumentException>(() => G1Transforms.ToLagrange([G1Affine.Generator], 1));

    [Fact]
    public void Multiples_of_the_generator()
    {
        Fr[] scalars = [Fr.Zero, Fr.One, -Fr.One, Fr.FromInt64(256), .. Enumerable.Range(0, 300).Select(_ => Fr.Random())];
        using var arena = new FrArena(scalars.Length);
        var vector = arena.Rent(scalars.Length);
        vector.CopyFrom(scalars);
        Assert.Equal(scalars.Select(s => (s * G).ToAffine()), G1Transforms.MultiplyGenerator(vector));
    }

    /// <summary>L_i(x) = omega^i (x^n - 1) / (n (x - omega^i)).</summary>
    private static Fr Lagrange(in Fr x, int log, int i)
    {
        var root = Fr.RootOfUnity(log).Pow((ulong)i);
        var size = 1UL << log;
        return root * (x.Pow(size) - Fr.One) * (Fr.FromInt64((long)size) * (x - root)).Inverse();
    }
}
