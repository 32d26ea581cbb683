using System.Numerics;
using System.Text.Json.Nodes;
using ZkmlGen.Circuit;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Proofs of the prover on the chain: the contract and the C# verifier always agree.</summary>
[Collection(EvmCollection.Name)]
public sealed class ContractTests(EvmFixture evm)
{
    [EvmTheory]
    [InlineData(1, 3, 2, 2), InlineData(2, 1, 4, 1), InlineData(3, 4, 2, 3), InlineData(4, 5, 1, 8)]
    public async Task Accepts_honest_proofs(int seed, int lanes, int tileOutputs, int tileInputs)
    {
        var statement = ProvenStatement.Tiny(seed, lanes, tileOutputs, tileInputs);
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        Assert.Equal(new(true, null), await contract.VerifyAsync(statement.Proof, statement.WordBytes, statement.ContextBytes));
    }

    [EvmTheory]
    [InlineData(1, 2), InlineData(2, 1), InlineData(3, 4)]
    public async Task Accepts_honest_proofs_with_squares(int seed, int lanes)
    {
        var statement = ProvenStatement.Squares(seed, lanes);
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        Assert.Equal(new(true, null), await contract.VerifyAsync(statement.Proof, statement.WordBytes, statement.ContextBytes));
    }

    public static TheoryData<string> Statements => [.. ProvenStatement.Kinds.Keys];

    [EvmTheory, MemberData(nameof(Statements))]
    public async Task Refuses_every_forgery_as_the_verifier_does(string kind)
    {
        var statement = ProvenStatement.Kinds[kind](2);
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        var verifier = new ZkVerifier(statement.Key);
        var surprises = new List<string>();
        foreach (var forgery in new Corpus(statement).All())
        {
            var answer = await contract.VerifyAsync(forgery.Proof, forgery.Words, forgery.Context.ToArray());
            if (answer != new VerifierAnswer(false, forgery.Error)) surprises.Add($"{forgery.Name}: {answer}, expected {forgery.Error ?? "false"}");
            if (verifier.Verify(forgery.Proof, Words(forgery.Words), forgery.Context)) surprises.Add($"{forgery.Name}: accepted by the C# verifier");
        }
        Assert.Empty(surprises);
    }

    [EvmTheory]
    [InlineData(Visibility.Public, Visibility.Public), InlineData(Visibility.Public, Visibility.Private), InlineData(Visibility.Private, Visibility.Private)]
    [InlineData(Visibility.Committed, Visibility.Public), InlineData(Visibility.Committed, Visibility.Committed)]
    public async Task Takes_the_words_of_what_is_public(Visibility input, Visibility output)
    {
        var statement = ProvenStatement.Shown(input, output);
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        Assert.Equal(new(true, null), await contract.VerifyAsync(statement.Proof, statement.WordBytes, statement.ContextBytes));
        var forgeries = new Corpus(statement).OtherStatements().ToArray();
        Assert.NotEmpty(forgeries);
        foreach (var forgery in forgeries)
        {
            var answer = await contract.VerifyAsync(forgery.Proof, forgery.Words, forgery.Context.ToArray());
            Assert.True(answer == new VerifierAnswer(false, forgery.Error), $"{forgery.Name}: {answer}");
        }
    }

    [EvmFact]
    public async Task Two_models_show_that_they_saw_the_same_input()
    {
        var shown = new Disclosure(Visibility.Committed, Visibility.Public, OutputForm.Full);
        var (first, commitment) = ProvenStatement.Committed(1, shown, null);
        var (second, _) = ProvenStatement.Committed(2, shown, commitment);
        foreach (var statement in new[] { first, second })
        {
            var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
            Assert.Equal(new(true, null), await contract.VerifyAsync(statement.Proof, statement.WordBytes, statement.ContextBytes));
        }
        Assert.Equal(first.Words[^2..], second.Words[^2..]);
        Assert.NotEqual(first.Key.Digest.ToArray(), second.Key.Digest.ToArray());
    }

    [EvmFact]
    public async Task One_contract_takes_proofs_of_all_weights_by_their_digest()
    {
        ProvenStatement first = ProvenStatement.CommittedWeights(negated: false), second = ProvenStatement.CommittedWeights(negated: true);
        var contract = await evm.DeployAsync(SolidityWriter.Write(first.Key));
        foreach (var statement in new[] { first, second }) Assert.Equal(new(true, null), await contract.VerifyAsync(statement.Proof, statement.WordBytes, statement.ContextBytes));

        var weights = new ProofLayout(first.Key.Circuit).Weights;
        byte[] words = [.. first.WordBytes[..^32], .. second.WordBytes[^32..]], proof = [.. first.Proof[..weights], .. second.Proof[weights..]];
        foreach (var (forged, values) in new[] { (first.Proof, words), (proof, words), (proof, first.WordBytes) })
            Assert.Equal(new(false, null), await contract.VerifyAsync(forged, values, first.ContextBytes));
        Assert.Equal(new(false, "InvalidPoint"), await contract.VerifyAsync([.. first.Proof[..^1], (byte)(first.Proof[^1] ^ 1)], first.WordBytes, first.ContextBytes));

        // The proof of other weights for the digest of these: only the comparison of the digest finds it.
        var claimed = ProvenStatement.CommittedWeights(negated: true, digest: first.WordBytes[^32..]);
        Assert.Equal(first.WordBytes[^32..], claimed.WordBytes[^32..]);
        Assert.Equal(new(false, null), await contract.VerifyAsync(claimed.Proof, claimed.WordBytes, claimed.ContextBytes));
        var written = SolidityWriter.Write(first.Key);
        const string Check = "if (!_weightsAreDigested(start, words)) return false;";
        Assert.Contains(Check, written.Source);
        var weakened = await evm.DeployAsync(written with { Source = written.Source.Replace(Check, "") });
        Assert.Equal(new(true, null), await weakened.VerifyAsync(claimed.Proof, claimed.WordBytes, claimed.ContextBytes));
    }

    [EvmFact]
    public async Task Refuses_proofs_of_other_models_and_setups()
    {
        var statement = ProvenStatement.Tiny(1);
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        var others = new[] { ProvenStatement.Tiny(2), ProvenStatement.Tiny(1, srs: Setups.Create("another setup"u8)) };
        foreach (var other in others)
        {
            Assert.Equal(new(false, null), await contract.VerifyAsync(other.Proof, other.WordBytes, other.ContextBytes));
            Assert.False(new ZkVerifier(statement.Key).Verify(other.Proof, other.Words, other.Context));
            Assert.True(new ZkVerifier(other.Key).Verify(other.Proof, other.Words, other.Context));
        }
    }

    [EvmFact]
    public async Task Too_little_gas_is_never_a_verdict()
    {
        var statement = ProvenStatement.Tiny();
        var contract = await evm.DeployAsync(SolidityWriter.Write(statement.Key));
        var data = VerifierContract.EncodeVerify(statement.Proof, statement.WordBytes, statement.ContextBytes);
        var enough = await evm.Evm.EstimateGasAsync(contract.Address, data);
        for (var gas = enough / 10; gas < enough; gas += enough / 37)
        {
            var call = new JsonObject { ["to"] = contract.Address, ["data"] = Hex.Data(data), ["gas"] = $"0x{gas:x}" };
            await Assert.ThrowsAsync<JsonRpcException>(() => evm.Evm.Rpc.CallAsync("eth_call", [call, "latest"]));
        }
    }

    private static BigInteger[] Words(byte[] bytes) => [.. bytes.Chunk(32).Select(word => Field.Number(word))];
}
