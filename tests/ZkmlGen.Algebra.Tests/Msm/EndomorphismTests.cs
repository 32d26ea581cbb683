using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

public sealed class EndomorphismTests
{
    [Fact]
    public void The_image_of_a_point_is_its_multiple_by_lambda()
    {
        var p = (Fr.Random() * G1.From(G1Affine.Generator)).ToAffine();
        Assert.Equal((Fr.FromBigInteger(Endomorphism.Lambda) * G1.From(p)).ToAffine(), Endomorphism.Apply(p));
    }

    [Fact]
    public void Halves_are_short_and_add_up()
    {
        var r = Bn254.R;
        BigInteger[] scalars = [0, 1, 2, r - 1, r - 2, r / 2, r / 2 + 1, Endomorphism.Lambda, r - Endomorphism.Lambda, .. Enumerable.Range(0, 2000).Select(_ => Fr.Random().ToBigInteger())];
        foreach (var scalar in scalars)
        {
            Endomorphism.Split(Fr.FromBigInteger(scalar).ToCanonical(), out var half1, out var half2);
            Assert.Equal(scalar, ((BigInteger)half1 + Endomorphism.Lambda * (BigInteger)half2) % r is var sum && sum.Sign < 0 ? sum + r : sum);
            Assert.True(BigInteger.Abs((BigInteger)half1) < BigInteger.One << 127 && BigInteger.Abs((BigInteger)half2) < BigInteger.One << 127);
        }
    }
}
