using System.Numerics;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Soundness;

namespace ZkmlGen.Runtime.Tests.Weights;

/// <summary>Committed weights: one key for all weights of a circuit, and a digest that says which a proof is about.</summary>
public sealed class CommittedWeightsTests
{
    private static readonly float[] image = TinyNetwork.Image(3);
    private static readonly Disclosure shown = Disclosure.Default with { Weights = Visibility.Committed };
    private static readonly TinyNetwork network = new(3, shown: shown);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());
    private static readonly ProofLayout layout = new(network.Description);

    [Fact]
    public void The_last_public_value_says_which_weights()
    {
        var weights = ZkWeightCommitments.Of(keys.Proving);
        using var proof = Prove(network, keys);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
        Assert.Equal(new BigInteger(weights.Digest, isUnsigned: true, isBigEndian: true), proof.PublicValues[^1]);
        Assert.Equal(network.Description.PublicValues, proof.PublicValues.Count);
        Assert.Empty(keys.Verifying.Weights);
    }

    /// <summary>The circuit's description has no weights: with others it is the same key.</summary>
    [Fact]
    public void One_key_verifies_all_weights_of_a_circuit()
    {
        var other = network.Circuit([.. network.Tiles.Select(weight => -weight)]);
        var others = Setups.Keys(other, seed: 7);
        Assert.Equal(keys.Verifying.Digest.ToArray(), others.Verifying.Digest.ToArray());
        using ZkProof first = Prove(network, keys), second = Prove(other, others);
        foreach (var proof in new[] { first, second }) Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
        Assert.NotEqual(first.PublicValues[^1], second.PublicValues[^1]);

        // The proof of one model with the digest of the other, and with its commitments.
        var verifier = new ZkVerifier(keys.Verifying);
        BigInteger[] values = [.. first.PublicValues.SkipLast(1), second.PublicValues[^1]];
        Assert.False(verifier.Verify(first.Bytes.Span, values));
        Assert.False(verifier.Verify([.. first.Bytes.Span[..layout.Weights], .. second.Bytes.Span[layout.Weights..]], values));
        Assert.False(verifier.Verify([.. first.Bytes.Span[..layout.Weights], .. second.Bytes.Span[layout.Weights..]], [.. first.PublicValues]));
    }

    [Fact]
    public void Every_commitment_counts()
    {
        using var proof = Prove(network, keys);
        var verifier = new ZkVerifier(keys.Verifying);
        for (var at = layout.Weights; at < layout.Length; at += ProofLayout.PointSize)
        {
            var altered = proof.Bytes.ToArray();
            G1Affine.Generator.Write(altered.AsSpan(at));
            Assert.False(verifier.Verify(altered, [.. proof.PublicValues]));
            Assert.False(verifier.Verify(altered, [.. proof.PublicValues.SkipLast(1), DigestOf(altered)]));
        }
        Assert.False(verifier.Verify(proof.Bytes.Span[..layout.Weights], [.. proof.PublicValues]));
    }

    /// <summary>A prover who runs other weights than those it commits to, or commits to others than those it shows.</summary>
    [Theory]
    [InlineData(false), InlineData(true)]
    public void Other_weights_than_the_committed_ones(bool commits)
    {
        var changed = network.Tiles.ToArray();
        changed[0] += 3;
        var cheat = new InterpretedCircuit(network.Description, network.Tiles) { FollowedTiles = changed, LoadedTiles = commits ? changed : null };
        using var proof = Prove(cheat, keys);
        Assert.False(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    /// <summary>Only the comparison of the digest finds a proof of other weights that claims this one.</summary>
    [Fact]
    public void The_digest_is_compared()
    {
        var other = network.Circuit([.. network.Tiles.Select(weight => -weight)]);
        using var prover = Setups.Prover(other, Setups.Keys(other));
        prover.State.WeightsDigest = ZkWeightCommitments.Of(keys.Proving).Digest.ToArray();
        using var proof = prover.Prove([image]);
        Assert.False(new ZkVerifier(keys.Verifying).Verify(proof));
        Assert.True(PublicWords.TryWrite([.. proof.PublicValues], out var values));
        Assert.True(Proof.TryParse(layout, proof.Bytes.Span, out var parsed));
        Assert.True(Runtime.Protocol.Statement.TryRead(values, network.Description, out var statement));
        var challenges = RelaxedVerifier.Replay(keys.Verifying, layout, proof.Bytes.Span, values, Relaxation.None);
        Assert.True(new Verifier(keys.Verifying).Accepts(parsed, statement, challenges));
    }

    [Fact]
    public void Commitments_are_stored_and_checked()
    {
        var weights = ZkWeightCommitments.Of(keys.Proving);
        var json = WeightCommitmentsJson.Write(weights, network.Description.Name);
        Assert.Equal(weights.Points, WeightCommitmentsJson.Read(json, "weights.json").Points);
        var hex = Convert.ToHexStringLower(weights.Digest);
        foreach (var damaged in new[] { json.Replace(hex[..8], "00000000"), json.Replace("\"digest\"", "\"digset\""), json.Replace("-v1", "-v0"), "null", "", json[..^9] })
            Assert.Contains("weights.json", Assert.Throws<InvalidDataException>(() => WeightCommitmentsJson.Read(damaged, "weights.json")).Message, StringComparison.Ordinal);
    }

    /// <summary>With the blinding of an earlier key, another circuit commits to the same weights by the same points.</summary>
    [Fact]
    public void Proofs_of_two_circuits_show_the_same_weights()
    {
        var open = new TinyNetwork(3, shown: shown with { Input = Visibility.Public }).Circuit();
        var others = KeyGenerator.Setup(open, open.Files, Setups.Srs, keys.Proving);
        Assert.NotEqual(keys.Verifying.Digest.ToArray(), others.Verifying.Digest.ToArray());
        using ZkProof first = Prove(network, keys), second = Prove(open, others);
        Assert.True(new ZkVerifier(others.Verifying).Verify(second));
        Assert.Equal(first.PublicValues[^1], second.PublicValues[^1]);

        var wide = new TinyNetwork(3, tileInputs: 4, shown: shown).Circuit();
        Assert.Contains("tiles", Assert.Throws<InvalidDataException>(() => KeyGenerator.Setup(wide, wide.Files, Setups.Srs, keys.Proving)).Message, StringComparison.Ordinal);
    }

    private static ZkProof Prove(TinyNetwork model, KeyPair pair) => Prove(model.Circuit(), pair);

    private static ZkProof Prove(InterpretedCircuit circuit, KeyPair pair)
    {
        using var prover = Setups.Prover(circuit, pair);
        return prover.Prove([circuit.Description.Disclosure.Input == Visibility.Public ? TinyNetwork.Image(4) : image]);
    }

    private static BigInteger DigestOf(byte[] proof) => new(Keccak256.Hash(proof.AsSpan(layout.Weights)), isUnsigned: true, isBigEndian: true);
}
