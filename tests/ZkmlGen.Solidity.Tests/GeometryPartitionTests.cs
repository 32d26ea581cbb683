using ZkmlGen.Solidity.Geometry;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Models whose closed forms are too long for one contract.</summary>
[Collection(EvmCollection.Name)]
public sealed class GeometryPartitionTests(EvmFixture evm)
{
    [EvmFact]
    public async Task Divided_contracts_accept_the_same_proofs()
    {
        var limit = new CodeBudget(11_000);
        var key = new SimulatedKey(TestCircuits.Random(6, layers: 4), 6);
        var proof = new SimulatedProof(key, 6);
        var verifier = SolidityWriter.Write(key.Key, limit);
        Assert.Contains("GEOMETRY_2", verifier.Source);

        var contract = await evm.DeployAsync(verifier);
        Assert.InRange(contract.Compiled.Code.Length, limit.Limit / 2, limit.Limit);
        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes, new SimulatedProof(key, 7).WordBytes, proof.Context));
    }

    [Fact]
    public void Parts_hold_all_maps_and_keep_the_limit()
    {
        var circuit = TestCircuits.Random(6, layers: 4);
        var parts = GeometryPartition.Divide(circuit, MemoryMap.Regions, 5_000, 9_900);
        Assert.True(parts.Count > 1);
        Assert.True(parts[0].Bytes <= 5_000);
        Assert.All(parts.Skip(1), part => Assert.True(part.Bytes <= 9_900));
    }

    [Fact]
    public void A_layer_that_fits_nowhere_is_named()
    {
        var exception = Assert.Throws<InvalidDataException>(() => GeometryPartition.Divide(TestCircuits.Random(6), MemoryMap.Regions, 500, 500));
        Assert.Contains("'layer'", exception.Message);
    }

    [Fact]
    public void A_verifier_without_room_is_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => GeometryPartition.Divide(TestCircuits.Random(6), MemoryMap.Regions, -50, 20_000));
        Assert.Contains("weight columns", exception.Message);
    }

    [Fact]
    public void A_verifier_that_no_transaction_can_deploy_is_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => SolidityWriter.Write(new SimulatedKey(TestCircuits.Random(6, layers: 16), 6).Key));
        Assert.Contains("one transaction", exception.Message);
    }
}
