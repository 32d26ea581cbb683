using System.Numerics;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

/// <summary>Committed inputs and outputs: what proofs carry, what they refuse, and that the same commitment means the same words.</summary>
public sealed class CommitmentTests
{
    private static readonly float[] image = TinyNetwork.Image(3);
    private static readonly Disclosure inputs = new(Visibility.Committed, Visibility.Public, OutputForm.Full);
    private static readonly Disclosure both = new(Visibility.Committed, Visibility.Committed, OutputForm.Full);

    public static TheoryData<Visibility, Visibility> Modes => new()
    {
        { Visibility.Committed, Visibility.Public }, { Visibility.Private, Visibility.Committed }, { Visibility.Committed, Visibility.Committed },
        { Visibility.Public, Visibility.Committed }, { Visibility.Committed, Visibility.Private },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Proofs_carry_commitments_and_are_accepted_with_no_others(Visibility input, Visibility output)
    {
        var (network, keys) = Setup(new Disclosure(input, output, OutputForm.Full));
        Assert.Empty(ConstraintChecker.Check(network.Circuit(), network.Circuit().Files, [image]));
        using var prover = Setups.Prover(network.Circuit(), keys);
        using var proof = prover.Prove([image]);
        var verifier = new ZkVerifier(keys.Verifying);
        Assert.True(verifier.Verify(proof));
        BigInteger[] values = [.. proof.PublicValues];
        Assert.Equal(network.Description.PublicValues, values.Length);
        Assert.Equal((input == Visibility.Committed, output == Visibility.Committed), (proof.Commitments.Input is not null, proof.Commitments.Output is not null));
        BigInteger[] coordinates = [.. proof.Commitments.Input?.Coordinates ?? [], .. proof.Commitments.Output?.Coordinates ?? []];
        Assert.Equal(coordinates, values[network.Description.PublicWords..]);

        for (var k = 0; k < values.Length; k++) Assert.False(verifier.Verify(proof.Bytes.Span, [.. values.Select((value, i) => i == k ? value + 1 : value)]), $"value {k}");
        var other = Point(G1Affine.Generator);
        for (var k = network.Description.PublicWords; k < values.Length; k += 2)
            Assert.False(verifier.Verify(proof.Bytes.Span, [.. values[..k], .. other, .. values[(k + 2)..]]), $"another point at {k}");
        if (coordinates.Length == 4)
            Assert.False(verifier.Verify(proof.Bytes.Span, [.. values[..^4], .. coordinates[2..], .. coordinates[..2]]), "commitments exchanged");
    }

    [Fact]
    public void Proofs_of_two_models_carry_the_same_input()
    {
        var (first, firstKeys) = Setup(inputs);
        var (second, secondKeys) = Setup(both, seed: 4);
        using ZkProver prover = Setups.Prover(first.Circuit(), firstKeys), others = Setups.Prover(second.Circuit(), secondKeys);
        var commitment = ZkCommitment.Read(prover.Commit([image]).ToArray());
        using ZkProof a = prover.Prove([image], commitments: new(commitment)), b = others.Prove([image], commitments: new(commitment)), c = prover.Prove([image]);
        Assert.True(new ZkVerifier(firstKeys.Verifying).Verify(a));
        Assert.True(new ZkVerifier(secondKeys.Verifying).Verify(b));
        Assert.Equal(commitment, a.Commitments.Input);
        Assert.Equal(a.PublicValues.Skip(first.Description.PublicWords), b.PublicValues.Take(2));
        Assert.NotEqual(commitment, c.Commitments.Input);
    }

    [Fact]
    public void Commitments_to_other_values_are_refused()
    {
        var (network, keys) = Setup(inputs);
        using var prover = Setups.Prover(network.Circuit(), keys);
        var commitment = prover.Commit([image]);
        Assert.Contains("other values", Assert.Throws<ArgumentException>(() => prover.Prove([TinyNetwork.Image(4)], commitments: new(commitment))).Message, StringComparison.Ordinal);
        Assert.Contains("does not commit", Assert.Throws<ArgumentException>(() => prover.Prove([image], commitments: new(commitment, commitment))).Message, StringComparison.Ordinal);
        using var proof = prover.Prove([image], commitments: new(commitment));
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));

        using var plain = Setups.Prover(new TinyNetwork(3).Circuit(), Setups.Keys(new TinyNetwork(3).Circuit()));
        Assert.Contains("Input = Committed", Assert.Throws<ArgumentException>(() => plain.Commit([image])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_commitments_are_checked()
    {
        var (network, keys) = Setup(inputs);
        using var prover = Setups.Prover(network.Circuit(), keys);
        var bytes = prover.Commit([image]).ToArray();
        Assert.Throws<InvalidDataException>(() => ZkCommitment.Read(bytes.AsSpan(1)));
        bytes[63] ^= 1;
        Assert.Throws<InvalidDataException>(() => ZkCommitment.Read(bytes));
    }

    [Fact]
    public void Rows_of_a_commitment_follow_each_other()
    {
        var description = Setup(both).Network.Description;
        var port = description.PackedInputs[0];
        Assert.Equal(new CommittedWords(description.Tensors[port.Tensor].Address, 4, description.Size.Lanes), description.Commitments[0]);
        var apart = description with { PackedInputs = new[] { port, description.Outputs[0] }, Inputs = new[] { description.Inputs[0], description.Inputs[0] }, Outputs = new[] { port } };
        Assert.Throws<InvalidDataException>(() => DescriptionRules.Check(apart, CircuitCodec.Encode(apart)));
    }

    private static (TinyNetwork Network, KeyPair Keys) Setup(Disclosure shown, int seed = 3)
    {
        var network = new TinyNetwork(seed, shown: shown);
        return (network, Setups.Keys(network.Circuit()));
    }

    private static IReadOnlyList<BigInteger> Point(in G1Affine point) => new ZkCommitment(point, Fr.Zero).Coordinates;
}
