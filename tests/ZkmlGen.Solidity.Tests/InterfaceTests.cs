using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ZkmlGen.Evm;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>What callers rely on: the interface, its encoding, and a template that compiles as it stands.</summary>
[Collection(EvmCollection.Name)]
public sealed class InterfaceTests(EvmFixture evm)
{
    private static readonly SolidityVerifier Sample = SolidityWriter.Write(new SimulatedKey(TestCircuits.Random(1), 1).Key);

    [EvmTheory]
    [InlineData(false), InlineData(true)]
    public async Task Template_compiles_as_it_stands(bool viaIr)
    {
        var settings = JsonNode.Parse(Sample.Settings)!;
        settings["viaIR"] = viaIr;
        var compiled = await evm.Compiler.CompileAsync(SolidityWriter.Resource("Verifier.template.sol"), "TemplateVerifier", settings.ToJsonString());
        Assert.Empty(compiled.Warnings);
    }

    [EvmFact]
    public async Task Written_interface_is_the_compiled_one()
    {
        var compiled = await evm.Compiler.CompileAsync(Sample.Source, Sample.ContractName, Sample.Settings);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(compiled.Abi), JsonNode.Parse(Sample.Abi)));
    }

    [EvmFact]
    public async Task Works_through_yul()
    {
        var key = new SimulatedKey(TestCircuits.Random(2), 2);
        var proof = new SimulatedProof(key, 2);
        var verifier = SolidityWriter.Write(key.Key);
        var settings = JsonNode.Parse(verifier.Settings)!;
        settings["viaIR"] = true;
        var throughYul = await evm.DeployAsync(verifier, settings.ToJsonString());
        Assert.Equal(new(true, null), await throughYul.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
    }

    [EvmTheory]
    [InlineData("cancun"), InlineData("prague"), InlineData("osaka")]
    public async Task Answers_alike_under_the_rules_of(string hardfork)
    {
        var statement = ProvenStatement.Tiny();
        var verifier = SolidityWriter.Write(statement.Key);
        var compiled = await evm.Compiler.CompileAsync(verifier.Source, verifier.ContractName, verifier.Settings);
        await using var chain = await Anvil.StartAsync(await EvmToolchain.GetAsync(), hardfork);
        var contract = (await chain.DeployAsync(compiled.CreationCode)).Contract!;
        Assert.Equal(new(true, null), await chain.VerifyAsync(contract, statement.Proof, statement.WordBytes, statement.ContextBytes));
        foreach (var forgery in new Corpus(statement).All().DistinctBy(forgery => forgery.Error))
            Assert.Equal(new(false, forgery.Error), await chain.VerifyAsync(contract, forgery.Proof, forgery.Words, forgery.Context.ToArray()));
    }

    [Fact]
    public void Assembly_keeps_to_memory_and_never_returns()
    {
        var source = SolidityWriter.Resource("Verifier.template.sol");
        Assert.DoesNotMatch(@"assembly\s*\{", source);
        Assert.DoesNotMatch(@"\b(return|stop|selfdestruct|sstore|tstore|delegatecall|call|create2?)\s*\(", Regex.Replace(source, "//.*", ""));
    }

    [EvmFact]
    public async Task Says_which_key_and_setup_it_is_for()
    {
        var key = new SimulatedKey(TestCircuits.Random(1), 1).Key;
        var contract = await evm.DeployAsync(SolidityWriter.Write(key));
        Assert.Equal(key.Digest.ToArray(), await Get(contract, "KEY_DIGEST()"));
        Assert.Contains("DEV SRS: DO NOT DEPLOY", System.Text.Encoding.ASCII.GetString(await Get(contract, "SETUP_WARNING()")));
    }

    [Fact]
    public void Selectors_are_those_of_the_interface()
    {
        var call = VerifierContract.EncodeVerify([], [], new byte[32]);
        Assert.Equal(Selector("verify(bytes,uint256[],bytes32)"), call[..4]);
        foreach (var (error, name) in new[]
        {
            ("WrongProofLength(uint256,uint256)", "WrongProofLength"), ("WrongPublicWordCount(uint256,uint256)", "WrongPublicWordCount"),
            ("ScalarOutOfRange()", "ScalarOutOfRange"), ("InvalidPoint()", "InvalidPoint"), ("PrecompileFailed()", "PrecompileFailed"),
        })
        {
            Assert.Equal(new(false, name), VerifierContract.Decode(new CallResult(false, Selector(error))));
        }
    }

    [Fact]
    public void Encoding_pads_the_proof()
    {
        var words = VerifierContract.EncodeVerify([1, 2, 3], Field.Word(7), Field.Word(9)).AsSpan(4).ToArray().Chunk(32).Select(word => Convert.ToHexStringLower(word).Trim('0'));
        Assert.Equal(["6", "a", "9", "3", "10203", "1", "7"], words);
    }

    [Fact]
    public void The_same_key_gives_the_same_source()
    {
        var again = SolidityWriter.Write(new SimulatedKey(TestCircuits.Random(1), 1).Key);
        Assert.Equal(Sample, again);
        Assert.DoesNotContain('\r', Sample.Source);
    }

    [Fact]
    public void Names_from_the_model_stay_in_their_comment()
    {
        var line = Assert.Single(Sample.Source.Split('\n'), line => line.Contains("quoted"));
        Assert.StartsWith("//", line);
        Assert.Contains("b ?quoted? ?/ ?0??", line);
    }

    private async Task<byte[]> Get(DeployedVerifier contract, string function) =>
        (await evm.Evm.CallAsync(contract.Address, Selector(function))).Data;

    private static byte[] Selector(string signature) => ReferenceTranscript.Keccak(System.Text.Encoding.ASCII.GetBytes(signature))[..4];
}
