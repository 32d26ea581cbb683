using Xunit;
using ZkmlGen.Algebra.Tests.Vectors;

namespace ZkmlGen.Algebra.Tests.Ntt;

public sealed class NttDomainTests
{
    private static readonly Fr shift = Fr.FromInt64(7);

    public static TheoryData<int> Logs => new(Enumerable.Range(3, 12));

    [Theory]
    [InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10)]
    public void Forward_is_the_naive_sum(int log)
    {
        var f = VectorSamples.Elements(1 << log, log);
        var omega = Fr.RootOfUnity(log);
        var expected = new Fr[f.Length];
        var expectedCoset = new Fr[f.Length];
        var x = Fr.One;
        for (var i = 0; i < f.Length; i++, x *= omega)
        {
            expected[i] = Value(f, x);
            expectedCoset[i] = Value(f, shift * x);
        }
        Assert.Equal(expected, Transformed(f, v => NttDomain.Get(log).Forward(v)));
        Assert.Equal(expectedCoset, Transformed(f, v => NttDomain.Get(log).ForwardCoset(v, shift)));
    }

    [Theory, MemberData(nameof(Logs))]
    public void Spot_values_of_every_size(int log)
    {
        var f = VectorSamples.Elements(1 << log, log);
        var values = Transformed(f, v => NttDomain.Get(log).Forward(v));
        var coset = Transformed(f, v => NttDomain.Get(log).ForwardCoset(v, shift));
        var random = new Random(log);
        for (var trial = 0; trial < 10; trial++)
        {
            var i = random.Next(f.Length);
            var x = Fr.RootOfUnity(log).Pow((ulong)i);
            Assert.Equal(Value(f, x), values[i]);
            Assert.Equal(Value(f, shift * x), coset[i]);
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void Inverses_undo(int log)
    {
        var f = VectorSamples.Elements(1 << log, log);
        var domain = NttDomain.Get(log);
        Assert.Equal(f, Transformed(f, v => { domain.Forward(v); domain.Inverse(v); }));
        Assert.Equal(f, Transformed(f, v => { domain.ForwardCoset(v, shift); domain.InverseCoset(v, shift); }));
    }

    [Fact]
    public void Sizes_are_checked()
    {
        using var arena = new FrArena(64);
        var vector = arena.Rent(16);
        Assert.Throws<ArgumentOutOfRangeException>(() => NttDomain.Get(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NttDomain.Get(29));
        Assert.Throws<ArgumentException>(() => NttDomain.Get(5).Forward(vector));
        Assert.Equal(5, NttDomain.Get(5).Log);
        Assert.Same(NttDomain.Get(5), NttDomain.Get(5));
    }

    private static Fr Value(Fr[] f, Fr x) => f.Reverse().Aggregate(Fr.Zero, (sum, c) => sum * x + c);

    private static Fr[] Transformed(Fr[] f, Action<FrVector> transform)
    {
        using var arena = new FrArena(f.Length);
        var vector = arena.Rent(f);
        transform(vector);
        return vector.ToArray();
    }
}
