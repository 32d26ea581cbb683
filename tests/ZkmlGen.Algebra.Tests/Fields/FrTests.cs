using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields;

public sealed class FrTests() : FieldTests<Fr>(Modulus)
{
    internal static readonly BigInteger Modulus = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    protected override Fr From(BigInteger value) => Fr.FromBigInteger(value);
    protected override BigInteger To(Fr value) => value.ToBigInteger();
    protected override Fr Add(Fr a, Fr b) => a + b;
    protected override Fr Subtract(Fr a, Fr b) => a - b;
    protected override Fr Multiply(Fr a, Fr b) => a * b;
    protected override Fr Square(Fr a) { Fr.Square(a, out var r); return r; }
    protected override Fr Invert(Fr a) => a.Inverse();
    protected override Fr Pow(Fr a, ulong e) => a.Pow(e);
    protected override Fr Raw(ulong l0, ulong l1, ulong l2, ulong l3) => new(l0, l1, l2, l3);
    protected override bool TryRead(byte[] bytes, out Fr value) => Fr.TryRead(bytes, out value);
    protected override Fr ReadReduced(byte[] bytes) => Fr.ReadReduced(bytes);
    protected override Fr FromInt64(long value) => Fr.FromInt64(value);
    protected override Fr Random() => Fr.Random();

    protected override byte[] Write(Fr value)
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
        Assert.Equal(p, Montgomery<FrField>.Modulus);
        Assert.Equal(ulong.MaxValue, unchecked(FrField.NegatedInverse * FrField.P0));
        Assert.Equal(r % p, Montgomery<FrField>.ToBigInteger(FrField.R));
        Assert.Equal(r * r % p, Montgomery<FrField>.ToBigInteger(FrField.RSquared));
        var m = FrField.M.ToArray().Select((limb, i) => (BigInteger)limb << (52 * i)).Aggregate(BigInteger.Add);
        Assert.Equal(1, (m << 52) % p);
        Assert.InRange(m, 1, p / 7);
        Assert.Equal(FrField.M.ToArray().Select(limb => (double)limb), FrField.MDoubles.ToArray());
    }

    [Fact]
    public void The_result_may_be_an_operand()
    {
        var (a, b) = (Fr.FromInt64(-5), Fr.FromInt64(7));
        var (sum, difference, product, square) = (a, b, a, b);
        Fr.Add(sum, b, out sum);
        Fr.Subtract(a, difference, out difference);
        Fr.Multiply(product, b, out product);
        Fr.Square(square, out square);
        Assert.Equal((a + b, a - b, a * b, b * b), (sum, difference, product, square));
    }

    [Fact]
    public void Roots_of_unity_are_powers_of_5()
    {
        for (var log = 0; log <= 28; log++)
        {
            Assert.Equal(BigInteger.ModPow(5, (Modulus - 1) >> log, Modulus), Fr.RootOfUnity(log).ToBigInteger());
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Fr.RootOfUnity(29));
    }
}
