using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields;

public sealed class FqTests() : FieldTests<Fq>(Modulus)
{
    internal static readonly BigInteger Modulus = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    protected override Fq From(BigInteger value) => Fq.FromBigInteger(value);
    protected override BigInteger To(Fq value) => value.ToBigInteger();
    protected override Fq Add(Fq a, Fq b) => a + b;
    protected override Fq Subtract(Fq a, Fq b) => a - b;
    protected override Fq Multiply(Fq a, Fq b) => a * b;
    protected override Fq Square(Fq a) { Fq.Square(a, out var r); return r; }
    protected override Fq Invert(Fq a) => a.Inverse();
    protected override Fq Pow(Fq a, ulong e) => a.Pow(e);
    protected override Fq Raw(ulong l0, ulong l1, ulong l2, ulong l3) => new(l0, l1, l2, l3);
    protected override bool TryRead(byte[] bytes, out Fq value) => Fq.TryRead(bytes, out value);
    protected override Fq ReadReduced(byte[] bytes) => Fq.ReadReduced(bytes);
    protected override Fq FromInt64(long value) => Fq.FromInt64(value);
    protected override Fq Random() => Fq.Random();

    protected override byte[] Write(Fq value)
    {
        var bytes = new byte[32];
        value.Write(bytes);
        return bytes;
    }

    [Fact]
    public void Montgomery_constants_satisfy_their_equations()
    {
        var p = Modulus;
        var r = BigInteger.One << 260;
        Assert.Equal(p, Montgomery<FqField>.Modulus);
        Assert.Equal(ulong.MaxValue, unchecked(FqField.NegatedInverse * FqField.P0));
        Assert.Equal(r % p, Montgomery<FqField>.ToBigInteger(FqField.R));
        Assert.Equal(r * r % p, Montgomery<FqField>.ToBigInteger(FqField.RSquared));
        var m = FqField.M.ToArray().Select((limb, i) => (BigInteger)limb << (52 * i)).Aggregate(BigInteger.Add);
        Assert.Equal(1, (m << 52) % p);
        Assert.InRange(m, 1, p / 7);
        Assert.Equal(FqField.M.ToArray().Select(limb => (double)limb), FqField.MDoubles.ToArray());
    }

    [Fact]
    public void The_result_may_be_an_operand()
    {
        var (a, b) = (Fq.FromInt64(-5), Fq.FromInt64(7));
        var (sum, difference, product, square) = (a, b, a, b);
        Fq.Add(sum, b, out sum);
        Fq.Subtract(a, difference, out difference);
        Fq.Multiply(product, b, out product);
        Fq.Square(square, out square);
        Assert.Equal((a + b, a - b, a * b, b * b), (sum, difference, product, square));
    }

    [Fact]
    public void Square_roots()
    {
        for (var i = 0; i < 20; i++)
        {
            var a = Fq.Random();
            Assert.True((a * a).TrySqrt(out var root));
            Assert.True(root == a || root == -a);
            Assert.False((-(a * a)).TrySqrt(out _));
        }
        Assert.True(Fq.Zero.TrySqrt(out var zero) && zero.IsZero);
    }
}
