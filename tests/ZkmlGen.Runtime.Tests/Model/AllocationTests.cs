using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class AllocationTests
{
    private const int LogRows = 13;

    /// <summary>Less than one column of field elements: the prover's memory is sized once.</summary>
    private const long Allowed = 32 << LogRows;

    [Fact]
    public void A_proof_allocates_less_than_one_column()
    {
        var network = new TinyNetwork(2, lanes: 1);
        var circuit = new InterpretedCircuit(network.Description with { Size = network.Description.Size with { LogRows = LogRows } }, network.Tiles);
        var metered = new MeteredCircuit(circuit);
        var keys = Setups.Keys(circuit, Srs.CreateDevelopment(KeyGenerator.RequiredPowers(circuit.Description), "large"u8, LogRows));
        using var prover = new ZkProver(metered, circuit.Files, keys.Proving, threads: 1);
        prover.Prove([TinyNetwork.Image(1)]).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread() - metered.Allocated;
        using var proof = prover.Prove([TinyNetwork.Image(2)]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - metered.Allocated - before, 0, Allowed);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }
}
