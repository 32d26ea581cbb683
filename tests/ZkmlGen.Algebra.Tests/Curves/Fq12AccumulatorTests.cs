using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

/// <summary>Every kernel that this processor supports computes what the tower does.</summary>
public sealed class Fq12AccumulatorTests
{
    public static TheoryData<string> Kernels => [.. KernelFactory.Supported];

    private static readonly Fq[] edges = [Fq.Zero, Fq.One, -Fq.One, Fq.FromInt64(9), new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0), new(0, 0, 0, 0x30644e72e131a028)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_and_squares(string kernel)
    {
        var accumulator = Fq12Accumulator.Create(kernel);
        foreach (var (a, b) in Pairs())
        {
            accumulator.Value = a;
            Assert.Equal(a, accumulator.Value);
            accumulator.Multiply(b);
            Assert.Equal(a * b, accumulator.Value);
            accumulator.Value = a;
            accumulator.Square();
            Assert.Equal(a.Square(), accumulator.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_with_lines(string kernel)
    {
        var accumulator = Fq12Accumulator.Create(kernel);
        foreach (var (a, b) in Pairs())
        {
            accumulator.Value = a;
            accumulator.MultiplyByLine(b.C0.C0.C0, b.C1.C0, b.C1.C1);
            Assert.Equal(a.MultiplyByLine(new(b.C0.C0.C0, Fq.Zero), b.C1.C0, b.C1.C1), accumulator.Value);
        }
    }

    /// <summary>Without a reading in between nothing is made canonical: the values stay within the bounds of the lanes.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void Long_runs(string kernel)
    {
        var accumulator = Fq12Accumulator.Create(kernel);
        foreach (var (a, b) in Pairs().Take(3))
        {
            var expected = a;
            accumulator.Value = a;
            for (var i = 0; i < 100; i++)
            {
                expected = (expected.Square() * b).MultiplyByLine(new(b.C0.C1.C1, Fq.Zero), b.C1.C1, b.C1.C2);
                accumulator.Square();
                accumulator.Multiply(b);
                accumulator.MultiplyByLine(b.C0.C1.C1, b.C1.C1, b.C1.C2);
            }
            Assert.Equal(expected, accumulator.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Squares_in_the_cyclotomic_subgroup(string kernel)
    {
        var accumulator = Fq12Accumulator.Create(kernel);
        accumulator.Value = FinalExponentiation.Apply(Of(Fq.Random));
        for (var i = 0; i < 50; i++)
        {
            var expected = accumulator.Value.Square();
            accumulator.CyclotomicSquare();
            Assert.Equal(expected, accumulator.Value);
        }
    }

    private static IEnumerable<(Fq12 A, Fq12 B)> Pairs()
    {
        var random = new Random(12);
        Fq Edge() => edges[random.Next(edges.Length)];
        yield return (Of(() => -Fq.One), Of(() => -Fq.One));
        for (var i = 0; i < 20; i++)
        {
            yield return (Of(Fq.Random), Of(Fq.Random));
            yield return (Of(Edge), Of(Edge));
        }
    }

    private static Fq12 Of(Func<Fq> next)
    {
        Fq2 Two() => new(next(), next());
        Fq6 Six() => new(Two(), Two(), Two());
        return new(Six(), Six());
    }
}
