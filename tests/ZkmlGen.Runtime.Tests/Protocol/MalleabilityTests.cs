using System.Numerics;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>Every change of an accepted proof or of its statement is rejected.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class MalleabilityTests(ProofFixture fixture) : IClassFixture<ProofFixture>
{
    private static readonly BigInteger order = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    [Fact]
    public void The_proof_is_accepted() => Assert.True(fixture.Accepts(_ => { }));

    [Fact]
    public void Every_word_matters()
    {
        for (var word = 0; word < fixture.Bytes.Length / 32; word++)
        {
            Assert.False(fixture.Accepts(proof => proof[word * 32 + 31] ^= 1), $"lowest bit of word {word}");
            Assert.False(fixture.Accepts(proof => proof[word * 32] ^= 128), $"highest bit of word {word}");
        }
        SecurityReport.Count("altered proofs rejected", fixture.Bytes.Length / 16);
    }

    [Fact]
    public void Every_point_matters()
    {
        foreach (var offset in fixture.Points)
        {
            Assert.False(fixture.Accepts(proof => Shift(proof, offset)), $"another point at {offset}");
            Assert.False(fixture.Accepts(proof => proof.AsSpan(offset, 64).Clear()), $"infinity at {offset}");
        }
    }

    [Fact]
    public void Scalars_are_canonical()
    {
        foreach (var offset in fixture.Scalars)
        {
            Assert.False(fixture.Accepts(proof => AddOrder(proof.AsSpan(offset, 32))), $"scalar at {offset} raised by r");
            Assert.False(fixture.Accepts(proof => proof.AsSpan(offset, 32).Fill(255)), $"scalar at {offset} all ones");
        }
    }

    [Fact]
    public void Points_do_not_change_places()
    {
        var points = fixture.Points.ToArray();
        for (var i = 1; i < points.Length; i++)
        {
            Assert.False(fixture.Accepts(proof =>
            {
                fixture.Bytes.AsSpan(points[i], 64).CopyTo(proof.AsSpan(points[i - 1]));
                fixture.Bytes.AsSpan(points[i - 1], 64).CopyTo(proof.AsSpan(points[i]));
            }), $"points {i - 1} and {i} swapped");
        }
    }

    [Fact]
    public void The_length_is_exact()
    {
        var proof = fixture.Bytes;
        Assert.False(fixture.Verifier.Verify([], fixture.Words));
        Assert.False(fixture.Verifier.Verify(proof.AsSpan(0, proof.Length - 1), fixture.Words));
        Assert.False(fixture.Verifier.Verify(proof.AsSpan(0, proof.Length - 64), fixture.Words));
        Assert.False(fixture.Verifier.Verify((byte[])[.. proof, 0], fixture.Words));
        Assert.False(fixture.Verifier.Verify((byte[])[.. proof, .. proof], fixture.Words));
    }

    [Fact]
    public void Public_words_matter()
    {
        var word = fixture.Words[0];
        BigInteger[][] others = [[word + 1], [word - 1], [word + order], [-word], [word + (BigInteger.One << 256)], [0], [], [word, 0], [word, word]];
        foreach (var words in others) Assert.False(fixture.Verifier.Verify(fixture.Bytes, words), string.Join(", ", words));
    }

    [Fact]
    public void Proofs_belong_to_one_key()
    {
        var network = new TinyNetwork(3);
        var srs = Setups.Create("another"u8);
        Assert.False(VerifyWith(Setups.Keys(network.Circuit(), seed: 99)), "another blinding of the weights");
        Assert.False(VerifyWith(Setups.Keys(network.Circuit(), srs)), "another SRS");
        Assert.False(VerifyWith(Setups.Keys(new TinyNetwork(4).Circuit())), "other weights");
        Assert.False(VerifyWith(Setups.Keys(new TinyNetwork(3, chain: -15).Circuit())), "another circuit with the same weights");
    }

    private bool VerifyWith(KeyPair keys) => new ZkVerifier(keys.Verifying).Verify(fixture.Bytes, fixture.Words);

    private static void Shift(byte[] proof, int offset)
    {
        Assert.True(G1Affine.TryRead(proof.AsSpan(offset, 64), out var point));
        (G1.From(point) + G1Affine.Generator).ToAffine().Write(proof.AsSpan(offset, 64));
    }

    /// <summary>The same residue in another encoding, which fits 32 bytes for every scalar.</summary>
    private static void AddOrder(Span<byte> scalar)
    {
        var value = new BigInteger(scalar, isUnsigned: true, isBigEndian: true) + order;
        scalar.Clear();
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(scalar[(32 - bytes.Length)..]);
    }
}
