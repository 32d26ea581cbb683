using Xunit;

namespace ZkmlGen.Algebra.Tests.Vectors;

/// <summary>Operations with a dependence between elements, against their defining sums.</summary>
public sealed class FrVecSequenceTests
{
    private static readonly Fr[] points = [Fr.Zero, Fr.One, Fr.FromInt64(-1), Fr.FromInt64(3).Inverse(), VectorSamples.Elements(100, 9)[99]];

    public static TheoryData<int> Lengths => new(VectorSamples.Lengths);

    [Theory, MemberData(nameof(Lengths))]
    public void Inverses(int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var a = VectorSamples.Elements(length, 1);
        var r = arena.Rent(a);
        FrVec.BatchInvert(r, arena.Rent(length));
        Assert.Equal(a.Select(x => x.Inverse()), r.ToArray());
    }

    [Fact]
    public void Inverses_of_zeros_only()
    {
        using var arena = new FrArena(100);
        var r = arena.Rent(new Fr[21]);
        FrVec.BatchInvert(r, arena.Rent(21));
        Assert.All(r.ToArray(), x => Assert.True(x.IsZero));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Inner_products(int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var (a, b) = (VectorSamples.Elements(length, 1), VectorSamples.Elements(length, 2));
        var expected = a.Zip(b).Aggregate(Fr.Zero, (sum, p) => sum + p.First * p.Second);
        Assert.Equal(expected, FrVec.InnerProduct(arena.Rent(a), arena.Rent(b)));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Powers(int length)
    {
        using var arena = new FrArena(length + 16);
        foreach (var x in points)
        {
            var r = arena.Rent(length);
            FrVec.Powers(r, s, x);
            Assert.Equal(Enumerable.Range(0, length).Select(i => s * x.Pow((ulong)i)), r.ToArray());
            arena.Reset();
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Evaluation(int length)
    {
        using var arena = new FrArena(length + 16);
        var f = VectorSamples.Elements(length, 1);
        var vector = arena.Rent(f);
        Assert.All(points, x => Assert.Equal(Value(f, x), FrVec.Evaluate(vector, x)));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Division_by_a_linear_polynomial(int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var f = VectorSamples.Elements(length, 1);
        foreach (var x in points)
        {
            arena.Reset();
            var (vector, quotient) = (arena.Rent(f), arena.Rent(length));
            Assert.Equal(Value(f, x), FrVec.DivideByLinear(quotient, vector, x));
            Assert.Equal(f, vector.ToArray());
            var q = quotient.ToArray();
            var back = q.Select((c, i) => (i == 0 ? Value(f, x) : q[i - 1]) - x * c);
            Assert.Equal(f, back);
            Assert.True(length == 0 || q[^1].IsZero);
            FrVec.DivideByLinear(vector, vector, x);
            Assert.Equal(q, vector.ToArray());
        }
    }

    private static readonly Fr s = Fr.FromInt64(-77);

    private static Fr Value(Fr[] f, Fr x) => f.Reverse().Aggregate(Fr.Zero, (sum, c) => sum * x + c);
}
