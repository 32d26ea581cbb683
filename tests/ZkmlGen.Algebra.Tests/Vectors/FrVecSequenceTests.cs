using Xunit;

namespace ZkmlGen.Algebra.Tests.Vectors;

/// <summary>Operations with a dependence between elements, against their defining sums.</summary>
public sealed class FrVecSequenceTests
{
    private static readonly Fr[] points = [Fr.Zero, Fr.One, Fr.FromInt64(-1), Fr.FromInt64(3).Inverse(), VectorSamples.Elements(100, 9)[99]];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kernel in KernelFactory.Supported)
            {
                foreach (var length in VectorSamples.Lengths)
                {
                    data.Add(kernel, length);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Inverses(string kernel, int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var a = VectorSamples.Elements(length, 1);
        var r = arena.Rent(a);
        VectorSamples.Operations(kernel).BatchInvert(r, arena.Rent(length));
        Assert.Equal(a.Select(x => x.Inverse()), r.ToArray());
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Inverses_of_zeros_only(string kernel)
    {
        using var arena = new FrArena(100);
        var r = arena.Rent(new Fr[21]);
        VectorSamples.Operations(kernel).BatchInvert(r, arena.Rent(21));
        Assert.All(r.ToArray(), x => Assert.True(x.IsZero));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Inner_products(string kernel, int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var (a, b) = (VectorSamples.Elements(length, 1), VectorSamples.Elements(length, 2));
        var expected = a.Zip(b).Aggregate(Fr.Zero, (sum, p) => sum + p.First * p.Second);
        Assert.Equal(expected, VectorSamples.Operations(kernel).InnerProduct(arena.Rent(a), arena.Rent(b)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Powers(string kernel, int length)
    {
        using var arena = new FrArena(length + 16);
        foreach (var x in points)
        {
            var r = arena.Rent(length);
            VectorSamples.Operations(kernel).Powers(r, s, x);
            Assert.Equal(Enumerable.Range(0, length).Select(i => s * x.Pow((ulong)i)), r.ToArray());
            arena.Reset();
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Evaluation(string kernel, int length)
    {
        using var arena = new FrArena(length + 16);
        var f = VectorSamples.Elements(length, 1);
        var vector = arena.Rent(f);
        Assert.All(points, x => Assert.Equal(Value(f, x), VectorSamples.Operations(kernel).Evaluate(vector, x)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Division_by_a_linear_polynomial(string kernel, int length)
    {
        using var arena = new FrArena(2 * length + 32);
        var f = VectorSamples.Elements(length, 1);
        foreach (var x in points)
        {
            arena.Reset();
            var (vector, quotient) = (arena.Rent(f), arena.Rent(length));
            Assert.Equal(Value(f, x), VectorSamples.Operations(kernel).Horner(quotient, vector, x));
            Assert.Equal(f, vector.ToArray());
            var q = quotient.ToArray();
            var back = q.Select((c, i) => (i == 0 ? Value(f, x) : q[i - 1]) - x * c);
            Assert.Equal(f, back);
            Assert.True(length == 0 || q[^1].IsZero);
            VectorSamples.Operations(kernel).Horner(vector, vector, x);
            Assert.Equal(q, vector.ToArray());
        }
    }

    [Fact]
    public void The_public_operations_are_those_of_the_current_kernel()
    {
        using var arena = new FrArena(200);
        var (a, b) = (VectorSamples.Elements(21, 1), VectorSamples.Elements(21, 2));
        var (x, va, vb, vr) = (points[3], arena.Rent(a), arena.Rent(b), arena.Rent(21));
        Assert.Equal(a.Zip(b).Aggregate(Fr.Zero, (sum, p) => sum + p.First * p.Second), FrVec.InnerProduct(va, vb));
        Assert.Equal(Value(a, x), FrVec.Evaluate(va, x));
        Assert.Equal(Value(a, x), FrVec.DivideByLinear(vr, va, x));
        Assert.Equal(a[20], vr[19]);
        FrVec.Powers(vr, s, x);
        Assert.Equal(s * x * x, vr[2]);
        FrVec.BatchInvert(va, vr);
        Assert.Equal(a.Select(e => e.Inverse()), va.ToArray());
        FrVec.FromInt32(vr, Enumerable.Range(-10, 21).ToArray());
        Assert.Equal(Fr.FromInt64(-10), vr[0]);
    }

    private static readonly Fr s = Fr.FromInt64(-77);

    private static Fr Value(Fr[] f, Fr x) => f.Reverse().Aggregate(Fr.Zero, (sum, c) => sum * x + c);
}
