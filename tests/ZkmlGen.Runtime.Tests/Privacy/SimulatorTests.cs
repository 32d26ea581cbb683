using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>A proof made without a witness is accepted: so no proof shows more than its statement.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class SimulatorTests
{
    private static readonly Fr tau = Fr.ReadReduced(Keccak256.Hash("tests"u8));

    [Fact]
    public void Simulated_proofs_are_accepted()
    {
        Check(new TinyNetwork(3).Circuit());
        Check(new SquareNetwork(3).Circuit());
    }

    /// <summary>All 32-byte words but hint: each point and each value of one proof is new in the other.</summary>
    [Fact]
    public void Two_proofs_of_one_statement_share_nothing()
    {
        var network = new TinyNetwork(3);
        var circuit = network.Circuit();
        var layout = new ProofLayout(network.Description);
        using var prover = new ZkProver(circuit, circuit.Files, Setups.Keys(circuit).Proving);
        using ZkProof first = prover.Prove([TinyNetwork.Image(3)]), second = prover.Prove([TinyNetwork.Image(3)]);
        Assert.Equal(first.PublicValues, second.PublicValues);
        var (words, others) = (Words(first.Bytes.ToArray()), Words(second.Bytes.ToArray()));
        Assert.Equal(layout.Length / 32, words.Count);
        Assert.Empty(words.Intersect(others));
    }

    private static HashSet<string> Words(byte[] proof) => [.. proof.Chunk(32).Select(Convert.ToHexString)];

    private static void Check(InterpretedCircuit circuit)
    {
        var keys = Setups.Keys(circuit);
        Fr[] words = [.. Enumerable.Range(0, circuit.Description.PublicWords).Select(_ => Fr.Random())];
        var proof = new Simulator(keys.Verifying, tau).Prove(words);
        var verifier = new ZkVerifier(keys.Verifying);
        Assert.True(verifier.Verify(proof, [.. words.Select(word => word.ToBigInteger())]));
        Assert.False(verifier.Verify(proof, [.. words.Select(word => (word + Fr.One).ToBigInteger())]));
        SecurityReport.Count("proofs simulated without a witness");
        Assert.False(verifier.Verify(new Simulator(keys.Verifying, tau + Fr.One).Prove(words), [.. words.Select(word => word.ToBigInteger())]));
    }
}
