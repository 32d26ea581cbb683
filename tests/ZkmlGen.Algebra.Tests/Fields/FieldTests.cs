using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields;

/// <summary>The laws of a prime field against BigInteger, for random values and for edge values crossed with each other.</summary>
public abstract class FieldTests<T>(BigInteger p) where T : struct, IEquatable<T>
{
    protected abstract T From(BigInteger value);
    protected abstract BigInteger To(T value);
    protected abstract T Add(T a, T b);
    protected abstract T Subtract(T a, T b);
    protected abstract T Multiply(T a, T b);
    protected abstract T Square(T a);
    protected abstract T Invert(T a);
    protected abstract T Pow(T a, ulong e);
    protected abstract T Raw(ulong l0, ulong l1, ulong l2, ulong l3);
    protected abstract bool TryRead(byte[] bytes, out T value);
    protected abstract T ReadReduced(byte[] bytes);
    protected abstract byte[] Write(T value);
    protected abstract T FromInt64(long value);
    protected abstract T Random();

    private BigInteger Mod(BigInteger a) => ((a % p) + p) % p;

    private IEnumerable<T> Samples()
    {
        foreach (var raw in EdgeValues.Below(p))
        {
            yield return Raw(EdgeValues.Limb(raw, 0), EdgeValues.Limb(raw, 1), EdgeValues.Limb(raw, 2), EdgeValues.Limb(raw, 3));
            yield return From(raw);
        }
        var random = new Random(1);
        for (var i = 0; i < 30; i++)
        {
            yield return From(EdgeValues.Random(random, p));
        }
    }

    [Fact]
    public void Agrees_with_integers_on_crossed_samples()
    {
        var samples = Samples().ToArray();
        foreach (var a in samples)
        {
            foreach (var b in samples)
            {
                Assert.Equal(Mod(To(a) + To(b)), To(Add(a, b)));
                Assert.Equal(Mod(To(a) - To(b)), To(Subtract(a, b)));
                Assert.Equal(Mod(To(a) * To(b)), To(Multiply(a, b)));
                Assert.Equal(From(To(a) * To(b)), Multiply(a, b));
            }
            Assert.Equal(Multiply(a, a), Square(a));
        }
    }

    [Fact]
    public void Inverse_is_the_power_p_minus_2()
    {
        foreach (var a in Samples())
        {
            Assert.Equal(BigInteger.ModPow(To(a), p - 2, p), To(Invert(a)));
        }
    }

    [Fact]
    public void Many_inverses()
    {
        var random = new Random(2);
        var one = From(1);
        for (var i = 0; i < 5000; i++)
        {
            var a = From(EdgeValues.Random(random, p) >> random.Next(254));
            Assert.Equal(To(a).IsZero ? a : one, Multiply(a, Invert(a)));
        }
    }

    [Theory]
    [InlineData(0UL), InlineData(1UL), InlineData(2UL), InlineData(12345678901234567890UL), InlineData(ulong.MaxValue)]
    public void Powers(ulong exponent)
    {
        foreach (var a in Samples().Take(20))
        {
            Assert.Equal(BigInteger.ModPow(To(a), exponent, p), To(Pow(a, exponent)));
        }
    }

    [Fact]
    public void Bytes_round_trip_and_only_canonical_ones_are_read()
    {
        foreach (var a in Samples())
        {
            var bytes = Write(a);
            Assert.Equal(To(a), new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
            Assert.True(TryRead(bytes, out var back));
            Assert.Equal(a, back);
        }
        foreach (var big in new[] { p, p + 1, 2 * p, (BigInteger.One << 256) - 1, BigInteger.One << 254, BigInteger.One << 255 })
        {
            var bytes = new byte[32];
            big.TryWriteBytes(bytes, out _, isUnsigned: true, isBigEndian: true);
            Assert.False(TryRead(bytes, out _));
            Assert.Equal(Mod(big), To(ReadReduced(bytes)));
        }
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(-1), InlineData(long.MaxValue), InlineData(long.MinValue)]
    public void Integers(long value) => Assert.Equal(Mod(value), To(FromInt64(value)));

    [Fact]
    public void Any_integer_is_reduced()
    {
        var big = BigInteger.Pow(7, 300);
        Assert.Equal(Mod(big), To(From(big)));
        Assert.Equal(Mod(-big), To(From(-big)));
    }

    [Fact]
    public void Random_values_differ_and_are_canonical()
    {
        var values = Enumerable.Range(0, 100).Select(_ => Random()).ToArray();
        Assert.Equal(100, values.Distinct().Count());
        Assert.All(values, v => Assert.Equal(v, From(To(v))));
    }
}
