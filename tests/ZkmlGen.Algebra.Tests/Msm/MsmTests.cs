using Xunit;
using ZkmlGen.Algebra.Tests.Curves;

namespace ZkmlGen.Algebra.Tests.Msm;

public sealed class MsmTests
{
    private static readonly G1Affine[] Points = TestPoints.Unrelated(300);

    public static TheoryData<string> ScalarShapes => ["zero", "one", "minus one", "equal", "alternating", "sparse", "powers of two", "random"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Full_width_sums_of_every_size(int threads)
    {
        var scalars = Points.Select(_ => Fr.Random()).ToArray();
        using var arena = new FrArena(Points.Length);
        var vector = arena.Rent(Points.Length);
        vector.CopyFrom(scalars);
        using var bases = new MsmBases(Points);
        using var tables = new MsmBases(Points);
        tables.Precompute();
        var expected = G1.Zero;
        for (var size = 0; size <= Points.Length; size++)
        {
            Assert.Equal(expected.ToAffine(), bases.Multiply(vector.Slice(0, size), threads).ToAffine());
            Assert.Equal(expected.ToAffine(), tables.Multiply(vector.Slice(0, size), threads).ToAffine());
            expected += size < Points.Length ? scalars[size] * G1.From(Points[size]) : G1.Zero;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 1)]
    [InlineData(128, 2)]
    [InlineData(40_000, 1)]
    [InlineData(int.MaxValue, 2)]
    public void Small_sums_of_every_size(int bound, int threads)
    {
        var random = new Random(bound);
        var scalars = Points.Select(_ => random.Next(-bound, bound)).ToArray();
        using var bases = new MsmBases(Points);
        var expected = G1.Zero;
        for (var size = 0; size <= Points.Length; size++)
        {
            Assert.Equal(expected.ToAffine(), bases.Multiply(scalars.AsSpan(0, size), threads).ToAffine());
            expected += size < Points.Length ? Fr.FromInt64(scalars[size]) * G1.From(Points[size]) : G1.Zero;
        }
    }

    [Theory]
    [MemberData(nameof(ScalarShapes))]
    public void Edge_scalars(string shape)
    {
        var scalars = Enumerable.Range(0, Points.Length).Select(i => Scalar(shape, i)).ToArray();
        AssertSum(Points, scalars);
        AssertSum(Enumerable.Repeat(Points[3], Points.Length).ToArray(), scalars);
        AssertSum(WithOppositesAndInfinities(), scalars);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, -1)]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1000, 1000)]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(32767, -32768)]
    public void Edge_small_scalars(int even, int odd)
    {
        var scalars = Enumerable.Range(0, Points.Length).Select(i => i % 2 == 0 ? even : odd).ToArray();
        AssertSum(Points, scalars);
        AssertSum(Enumerable.Repeat(Points[3], Points.Length).ToArray(), scalars);
        AssertSum(WithOppositesAndInfinities(), scalars);
    }

    [Fact]
    public void Fewer_scalars_than_points_use_the_first_points()
    {
        using var bases = new MsmBases(Points);
        Assert.Equal(Naive(Points, [Fr.One, Fr.One]), bases.Multiply([1, 1], 1).ToAffine());
    }

    [Fact]
    public void More_scalars_than_points_are_refused()
    {
        using var bases = new MsmBases(Points.AsSpan(0, 2));
        Assert.Throws<ArgumentException>(() => bases.Multiply([1, 1, 1], 1));
    }

    [Fact]
    public void A_disposed_instance_says_so()
    {
        var bases = new MsmBases(Points);
        bases.Dispose();
        bases.Dispose();
        Assert.Throws<ObjectDisposedException>(() => bases.Multiply([1], 1));
        Assert.Throws<ObjectDisposedException>(() => bases[0]);
    }

    [Fact]
    public void Points_are_kept_as_given()
    {
        using var bases = new MsmBases(Points);
        Assert.Equal(Points.Length, bases.Count);
        Assert.Equal(Points, Enumerable.Range(0, bases.Count).Select(i => bases[i]));
    }

    [Fact]
    public void Agrees_with_ffjavascript()
    {
        var points = CurveVectors.MsmTerms.Select(t => (t.Base * G1.From(G1Affine.Generator)).ToAffine()).ToArray();
        using var bases = new MsmBases(points);
        using var arena = new FrArena(points.Length);
        var scalars = arena.Rent(points.Length);
        scalars.CopyFrom(CurveVectors.MsmTerms.Select(t => t.Scalar).ToArray());
        Assert.Equal(CurveVectors.MsmSum, bases.Multiply(scalars, 2).ToAffine());
    }

    private static Fr Scalar(string shape, int i) => shape switch
    {
        "zero" => Fr.Zero,
        "one" => Fr.One,
        "minus one" => -Fr.One,
        "equal" => Fr.FromInt64(-0x123456789abcdef),
        "alternating" => i % 2 == 0 ? -Fr.One : Fr.One,
        "sparse" => i % 50 == 7 ? Fr.FromInt64(i) : Fr.Zero,
        "powers of two" => Fr.FromInt64(2).Pow((ulong)i % 254),
        _ => Fr.Random(),
    };

    /// <summary>P, -P, P, infinity, over and over, for a few P.</summary>
    private static G1Affine[] WithOppositesAndInfinities() => Enumerable.Range(0, Points.Length).Select(i => (i % 4) switch
    {
        1 => Points[i / 20].Negate(),
        3 => default,
        _ => Points[i / 20],
    }).ToArray();

    private static void AssertSum(ReadOnlySpan<G1Affine> points, int[] scalars)
    {
        using var bases = new MsmBases(points);
        var expected = Naive(points, scalars.Select(s => Fr.FromInt64(s)).ToArray());
        Assert.Equal(expected, bases.Multiply(scalars, 1).ToAffine());
        Assert.Equal(expected, bases.Multiply(scalars, 2).ToAffine());
    }

    private static void AssertSum(ReadOnlySpan<G1Affine> points, Fr[] scalars)
    {
        using var bases = new MsmBases(points);
        using var arena = new FrArena(scalars.Length);
        var vector = arena.Rent(scalars.Length);
        vector.CopyFrom(scalars);
        var expected = Naive(points, scalars);
        Assert.Equal(expected, bases.Multiply(vector, 1).ToAffine());
        Assert.Equal(expected, bases.Multiply(vector, 2).ToAffine());
        bases.Precompute();
        Assert.Equal(expected, bases.Multiply(vector, 1).ToAffine());
        Assert.Equal(expected, bases.Multiply(vector, 2).ToAffine());
    }

    private static G1Affine Naive(ReadOnlySpan<G1Affine> points, Fr[] scalars)
    {
        var sum = G1.Zero;
        for (var i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * G1.From(points[i]);
        }
        return sum.ToAffine();
    }
}
