using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

public sealed class HonestProofTests
{
    [Theory]
    [InlineData(1, 3, 2, 2), InlineData(2, 1, 4, 1), InlineData(3, 4, 2, 3), InlineData(4, 5, 1, 8)]
    public void Honest_proofs_of_the_tiny_network_are_accepted(int seed, int lanes, int tileOutputs, int tileInputs)
    {
        var network = new TinyNetwork(seed, lanes, tileOutputs, tileInputs);
        var circuit = network.Circuit();
        var keys = Setups.Keys(circuit);
        using var prover = Setups.Prover(circuit, keys);
        using var proof = prover.Prove([TinyNetwork.Image(seed)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    [Theory]
    [InlineData(1, 2), InlineData(2, 1), InlineData(3, 4)]
    public void Honest_proofs_with_squares_are_accepted(int seed, int lanes)
    {
        var circuit = new SquareNetwork(seed, lanes).Circuit();
        var keys = Setups.Keys(circuit);
        using var prover = Setups.Prover(circuit, keys);
        using var proof = prover.Prove([SquareNetwork.Vector(seed)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }
}
