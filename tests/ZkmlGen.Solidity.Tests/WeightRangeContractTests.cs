using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Range proofs of weights on the chain.</summary>
[Collection(EvmCollection.Name)]
public sealed class WeightRangeContractTests(EvmFixture evm)
{
    private static readonly TinyNetwork network = new(1, shown: Disclosure.Default with { Weights = Visibility.Committed });
    private static readonly ZkContext context = new(1, 2);

    [EvmFact]
    public async Task A_contract_checks_ranges_and_the_public_values_are_what_the_digest_is_of()
    {
        var circuit = network.Circuit();
        var keys = Setups.Keys(circuit);
        var weights = ZkWeightCommitments.Of(keys.Proving);
        var proof = WeightRangeProof.Prove(circuit, circuit.Files, keys.Proving, (_, _) => Setups.Srs, context);
        var verifier = SolidityWriter.Write(WeightRangeProof.KeyOf(circuit.Description, proof.Ranges, Setups.Srs));
        Assert.Contains("weight column 3, k = ", verifier.Source);
        var contract = await evm.DeployAsync(verifier);

        byte[] values = Bytes(weights), other = Bytes(ZkWeightCommitments.Of(Setups.Keys(network.Circuit([.. network.Tiles.Select(weight => -weight)])).Proving));
        Assert.Equal(weights.Digest.ToArray(), ReferenceTranscript.Keccak(values));
        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes.ToArray(), values, context.ToArray()));
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes.ToArray(), other, context.ToArray()));
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes.ToArray(), [.. values[..64], .. other[64..]], context.ToArray()));
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes.ToArray(), values, new byte[32]));
        for (var at = 31; at < proof.Bytes.Length; at += 32)
        {
            var altered = proof.Bytes.ToArray();
            altered[at] ^= 1;
            Assert.False((await contract.VerifyAsync(altered, values, context.ToArray())).Accepted);
        }
    }

    private static byte[] Bytes(ZkWeightCommitments weights) => [.. WeightRangeProof.PublicValues(network.Description, weights).SelectMany(Field.Word)];
}
