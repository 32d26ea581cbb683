using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

public sealed class TowerTests
{
    private static Fq2 RandomFq2() => new(Fq.Random(), Fq.Random());
    private static Fq6 RandomFq6() => new(RandomFq2(), RandomFq2(), RandomFq2());
    private static Fq12 RandomFq12() => new(RandomFq6(), RandomFq6());

    [Fact]
    public void Parameters_have_their_known_values()
    {
        Assert.Equal(BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583"), Bn254.Q);
        Assert.Equal(BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617"), Bn254.R);
    }

    [Fact]
    public void Fq2_is_a_field_with_u_squared_minus_one()
    {
        var u = new Fq2(Fq.Zero, Fq.One);
        Assert.Equal(-Fq2.One, u.Square());
        Fq2 a = RandomFq2(), b = RandomFq2(), c = RandomFq2();
        Assert.Equal(a * c + b * c, (a + b) * c);
        Assert.Equal(a * a, a.Square());
        Assert.Equal(Fq2.One, a * a.Inverse());
        Assert.Equal(Fq2.Zero, Fq2.Zero.Inverse());
        Assert.Equal(a * Fq2.Xi, a.MultiplyByXi());
        Assert.Equal(a.Conjugate(), a.Pow(Bn254.Q));
    }

    [Fact]
    public void Fq6_is_a_field_with_v_cubed_xi()
    {
        var v = new Fq6(Fq2.Zero, Fq2.One, Fq2.Zero);
        Assert.Equal(new Fq6(Fq2.Xi, Fq2.Zero, Fq2.Zero), v * v * v);
        Fq6 a = RandomFq6(), b = RandomFq6(), c = RandomFq6();
        Assert.Equal(a * c + b * c, (a + b) * c);
        Assert.Equal(a * v, a.MultiplyByV());
        Assert.Equal(Fq6.One, a * a.Inverse());
        Assert.Equal(a * new Fq6(b.C0, b.C1, Fq2.Zero), a.MultiplySparse(b.C0, b.C1));
    }

    [Fact]
    public void Fq12_is_a_field_with_w_squared_v()
    {
        var w = new Fq12(Fq6.Zero, Fq6.One);
        Assert.Equal(new Fq12(new Fq6(Fq2.Zero, Fq2.One, Fq2.Zero), Fq6.Zero), w * w);
        Fq12 a = RandomFq12(), b = RandomFq12();
        Assert.Equal(a * b, b * a);
        Assert.Equal(a * a, a.Square());
        Assert.Equal(Fq12.One, a * a.Inverse());
        var line = new Fq12(new Fq6(b.C0.C0, Fq2.Zero, Fq2.Zero), new Fq6(b.C1.C0, b.C1.C1, Fq2.Zero));
        Assert.Equal(a * line, a.MultiplyByLine(b.C0.C0, b.C1.C0, b.C1.C1));
    }

    [Fact]
    public void Frobenius_raises_to_powers_of_q()
    {
        var a = RandomFq12();
        var power = a;
        for (var k = 1; k <= 3; k++)
        {
            power = Pow(power, Bn254.Q);
            Assert.Equal(power, Frobenius.Apply(a, k));
        }
        Assert.Equal(Frobenius.Apply(power, 3), a.Conjugate());
    }

    [Fact]
    public void The_final_exponentiation_is_the_power_it_claims()
    {
        var a = RandomFq12();
        var exponent = (BigInteger.Pow(Bn254.Q, 12) - 1) / Bn254.R;
        Assert.Equal(Pow(a, exponent), FinalExponentiation.Apply(a));
    }

    [Fact]
    public void Cyclotomic_squares_are_squares_in_the_cyclotomic_subgroup()
    {
        var a = FinalExponentiation.Apply(RandomFq12());
        Assert.Equal(a.Square(), a.CyclotomicSquare());
        Assert.Equal(Pow(a, 1234567), a.CyclotomicPow(1234567));
        Assert.Equal(Fq12.One, a * a.Conjugate());
    }

    private static Fq12 Pow(in Fq12 a, BigInteger exponent)
    {
        var result = Fq12.One;
        for (var i = (int)exponent.GetBitLength() - 1; i >= 0; i--)
        {
            result = result.Square();
            result = (exponent >> i).IsEven ? result : result * a;
        }
        return result;
    }
}
