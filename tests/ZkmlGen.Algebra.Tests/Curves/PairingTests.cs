using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

public sealed class PairingTests
{
    private static readonly G1Affine P = G1Affine.Generator;
    private static readonly G2Affine Q = G2Affine.Generator;

    private static G1Affine Times(in Fr s, in G1Affine p) => (s * G1.From(p)).ToAffine();

    [Fact]
    public void Bilinear()
    {
        Fr a = Fr.Random(), b = Fr.Random();
        Assert.Equal(Pairing.Product([Times(a, P)], [b * Q]), Pairing.Product([Times(a * b, P)], [Q]));
        Assert.True(Pairing.Check([Times(a, P), Times(-(a * b), P)], [b * Q, Q]));
        Assert.False(Pairing.Check([Times(a, P), Times(-(a * b) + Fr.One, P)], [b * Q, Q]));
    }

    [Fact]
    public void Not_degenerate_and_of_order_r()
    {
        var e = Pairing.Product([P], [Q]);
        Assert.False(e.IsOne);
        var power = Fq12.One;
        for (var bit = 253; bit >= 0; bit--)
        {
            power = power.CyclotomicSquare();
            power = (Bn254.R >> bit).IsEven ? power : power * e;
        }
        Assert.True(power.IsOne);
    }

    [Fact]
    public void Infinities_and_empty_products_count_as_one()
    {
        Assert.True(Pairing.Check([], Array.Empty<G2Affine>()));
        Assert.True(Pairing.Check([default], [Q]));
        Assert.True(Pairing.Check([P], new G2Affine[1]));
        Assert.True(Pairing.Check([P], [new G2Lines(default)]));
        Assert.False(Pairing.Check([P, default], [Q, Q]));
    }

    [Fact]
    public void Lengths_must_agree() => Assert.Throws<ArgumentException>(() => Pairing.Check([P, P], [Q]));

    [Fact]
    public void Products_agree_with_ffjavascript()
    {
        foreach (var (g1, g2, isOne) in CurveVectors.Pairings)
        {
            Assert.Equal(isOne, Pairing.Check(g1, g2));
            Assert.Equal(isOne, Pairing.Check(g1, [.. g2.Select(point => new G2Lines(point))]));
        }
    }
}
