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
    public void Lagrange_basis_is_the_basis_at_tau(int log)
    {
        var size = 1 << log;
        var tau = Fr.Random();
        var powers = Enumerable.Range(0, size + 3).Select(i => (tau.Pow((ulong)i) * G).ToAffine()).ToArray();
        var basis = G1Transforms.ToLagrange(powers, log);
        Assert.Equal(Enumerable.Range(0, size).Select(i => (Lagrange(tau, log, i) * G).ToAffine()), basis);
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
