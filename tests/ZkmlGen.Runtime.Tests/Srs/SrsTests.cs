using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests;

public sealed class SrsTests
{
    [Fact]
    public void A_development_Srs_is_one_and_says_so()
    {
        var srs = Srs.CreateDevelopment(100);
        SrsVerifier.Verify(srs);
        Assert.True(srs.IsDevelopment);
        Assert.Equal(100, srs.Size);
        Assert.Equal(G2Affine.Generator, srs.G2);
        Assert.False(srs.Digest.SequenceEqual(Srs.CreateDevelopment(100).Digest));
    }

    [Fact]
    public void The_same_seed_gives_the_same_Srs()
    {
        var srs = Srs.CreateDevelopment(9, "seed"u8);
        Assert.Equal(srs.Powers, Srs.CreateDevelopment(9, "seed"u8).Powers);
        Assert.Equal(srs.Digest, Srs.CreateDevelopment(9, "seed"u8).Digest);
        Assert.False(srs.Digest.SequenceEqual(Srs.CreateDevelopment(9, "seeD"u8).Digest));
    }

    [Fact]
    public void One_tau_has_one_digest()
    {
        var srs = Srs.CreateDevelopment(9, "seed"u8);
        Assert.Equal(srs.Digest, Srs.CreateDevelopment(10, "seed"u8).Digest);
        Assert.Equal(srs.Digest, Setups.Keys(new TinyNetwork(3).Circuit(), Srs.CreateDevelopment(1024, "seed"u8)).Verifying.SrsDigest);
    }

    [Fact]
    public void The_digest_is_the_hash_of_what_the_documentation_says()
    {
        var srs = Srs.CreateDevelopment(300, "seed"u8);
        byte[] one = new byte[64], two = new byte[128], tau = new byte[128];
        G1Affine.Generator.Write(one);
        G2Affine.Generator.Write(two);
        srs.TauG2.Write(tau);
        Assert.Equal(Keccak256.Hash([.. one, .. two, .. tau]), srs.Digest);
        Assert.Equal("C5D2460186F7233C927E7DB2DCC703C0E500B653CA82273B7BFAD8045D85A470", Convert.ToHexString(Keccak256.Hash([])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(6)]
    public void Lagrange_bases_from_tau_and_from_powers_agree(int log)
    {
        var fromTau = Srs.CreateDevelopment(64, "seed"u8, log);
        var fromPowers = Srs.CreateDevelopment(64, "seed"u8);
        Assert.Equal([log], fromTau.LagrangeLogs);
        Assert.Empty(fromPowers.LagrangeLogs);
        Assert.Equal(fromPowers.Lagrange(log), fromTau.Lagrange(log));
    }

    [Fact]
    public void A_Lagrange_basis_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Srs.CreateDevelopment(63, "seed"u8).Lagrange(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Srs.CreateDevelopment(63, "seed"u8, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Srs.CreateDevelopment(63, "seed"u8).Lagrange(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Srs.CreateDevelopment(1));
    }

    [Fact]
    public void The_verifier_finds_one_wrong_power()
    {
        var srs = Srs.CreateDevelopment(50, "seed"u8);
        var powers = srs.Powers.ToArray();
        powers[33] = powers[33].Negate();
        var error = Assert.Throws<InvalidDataException>(() => SrsVerifier.Verify(new Srs(powers, srs.TauG2, isDevelopment: true)));
        Assert.Contains("not the powers of one tau", error.Message);
    }

    [Fact]
    public void The_verifier_finds_another_tau_in_G2()
    {
        var srs = Srs.CreateDevelopment(50, "seed"u8);
        var other = Srs.CreateDevelopment(2, "other"u8).TauG2;
        Assert.Throws<InvalidDataException>(() => SrsVerifier.Verify(new Srs(srs.Powers.ToArray(), other, isDevelopment: true)));
    }
}
