using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

/// <summary>Extra points with full-width scalars beside the bases.</summary>
public sealed class ExtraPointsTests
{
    private static readonly G1Affine[] Points = TestPoints.Unrelated(100);
    private static readonly G1Affine[] Extras = TestPoints.Unrelated(9);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void They_are_added_to_every_kind_of_sum(int extraCount)
    {
        using var bases = new MsmBases(Points, Extras);
        Fr[] extra = [.. new[] { -Fr.One, Fr.Zero, Fr.One, Fr.Random(), Fr.FromInt64(32) }.Concat(Enumerable.Range(0, 4).Select(_ => Fr.Random())).Take(extraCount)];
        foreach (var length in new[] { 0, 3, 77, 100 })
        {
            AssertSum(bases, Enumerable.Range(-20, length).ToArray(), extra);
            AssertSum(bases, new int[length], extra);
            AssertSum(bases, Enumerable.Range(0, length).Select(_ => Fr.Random()).ToArray(), extra);
        }
        bases.Precompute();
        AssertSum(bases, Enumerable.Range(0, 100).Select(_ => Fr.Random()).ToArray(), extra);
    }

    [Fact]
    public void Infinity_may_be_among_them()
    {
        using var bases = new MsmBases(Points, [Extras[0], default]);
        var expected = Fr.FromInt64(-7) * G1.From(Extras[0]) + G1.From(Points[0]);
        Assert.Equal(expected.ToAffine(), bases.Multiply([1], [Fr.FromInt64(-7), Fr.One], 1).ToAffine());
    }

    [Fact]
    public void More_scalars_than_extra_points_are_refused()
    {
        using var bases = new MsmBases(Points, Extras);
        Assert.Throws<ArgumentException>(() => bases.Multiply([1], new Fr[10], 1));
    }

    private static void AssertSum(MsmBases bases, int[] scalars, Fr[] extra)
    {
        var expected = Naive(scalars.Select(s => Fr.FromInt64(s)).ToArray(), extra);
        Assert.Equal(expected, bases.Multiply(scalars, extra, 1).ToAffine());
        Assert.Equal(expected, bases.Multiply(scalars, extra, 2).ToAffine());
    }

    private static void AssertSum(MsmBases bases, Fr[] scalars, Fr[] extra)
    {
        using var arena = new FrArena(scalars.Length);
        var vector = arena.Rent(scalars.Length);
        vector.CopyFrom(scalars);
        var expected = Naive(scalars, extra);
        Assert.Equal(expected, bases.Multiply(vector, extra, 1).ToAffine());
        Assert.Equal(expected, bases.Multiply(vector, extra, 2).ToAffine());
    }

    private static G1Affine Naive(Fr[] scalars, Fr[] extra)
    {
        var sum = G1.Zero;
        foreach (var (scalar, point) in scalars.Zip(Points).Concat(extra.Zip(Extras)))
        {
            sum += scalar * G1.From(point);
        }
        return sum.ToAffine();
    }
}
