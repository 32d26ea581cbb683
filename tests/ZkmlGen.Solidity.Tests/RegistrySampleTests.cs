using System.Text.Json.Nodes;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>samples/Registry on the EVM: stores an honest result, refuses the same proof again, from another sender and for another registry.</summary>
[Collection(EvmCollection.Name)]
public sealed class RegistrySampleTests(EvmFixture evm)
{
    private static readonly InterpretedCircuit Circuit = new TinyNetwork(1).Circuit();
    private static readonly KeyPair Keys = Setups.Keys(Circuit);

    [EvmFact]
    public async Task A_result_is_stored_for_its_sender_and_once()
    {
        var (registry, another) = await DeployAsync();
        var (alice, bob) = await AccountsAsync();
        var (submit, words) = await ProveAsync(registry, alice);

        Assert.Equal("NotProven()", await ErrorAsync(bob, registry, submit));
        Assert.Equal("NotProven()", await ErrorAsync(alice, another, submit));
        Assert.True(await SendAsync(alice, registry, submit));
        byte[] stored = [.. Field.Word(32), .. Field.Word(words.Length / 32), .. words];
        Assert.Equal(stored, await ReadAsync(registry, "resultOf(address,uint256)", Address(alice), Field.Word(0)));

        Assert.Equal("NotProven()", await ErrorAsync(alice, registry, submit));
        Assert.False(await SendAsync(alice, registry, submit));
        Assert.Equal(Field.Word(1), await ReadAsync(registry, "nonces(address)", Address(alice)));
        Assert.Equal(Field.Word(0), await ReadAsync(registry, "nonces(address)", Address(bob)));

        var (next, _) = await ProveAsync(registry, alice);
        Assert.True(await SendAsync(alice, registry, next));
        Assert.Equal(Field.Word(2), await ReadAsync(registry, "nonces(address)", Address(alice)));
    }

    [EvmFact]
    public async Task Values_that_are_not_the_proven_ones_are_refused()
    {
        var (registry, _) = await DeployAsync();
        var (alice, _) = await AccountsAsync();
        var (submit, _) = await ProveAsync(registry, alice);
        submit[^1] ^= 1;
        Assert.Equal("NotProven()", await ErrorAsync(alice, registry, submit));
    }

    private async Task<(string Registry, string Another)> DeployAsync()
    {
        var verifier = SolidityWriter.Write(Keys.Verifying);
        var contract = await evm.DeployAsync(verifier);
        var sample = await File.ReadAllTextAsync(Path.Combine(Gas.RepositoryFiles.Root, "samples", "Registry", "ResultRegistry.sol"));
        // The compiler is given one file: the verifier's stands for the import.
        var body = sample[sample.IndexOf("/// @title", StringComparison.Ordinal)..];
        var compiled = await evm.Compiler.CompileAsync(verifier.Source + body, "ResultRegistry", verifier.Settings);
        Assert.Empty(compiled.Warnings);
        byte[] creation = [.. compiled.CreationCode, .. Address(contract.Address)];
        return ((await evm.Evm.DeployAsync(creation)).Contract!, (await evm.Evm.DeployAsync(creation)).Contract!);
    }

    private async Task<(string Alice, string Bob)> AccountsAsync()
    {
        var accounts = (await evm.Evm.Rpc.CallAsync("eth_accounts", []))!.AsArray();
        return ((string)accounts[0]!, (string)accounts[1]!);
    }

    /// <summary>The call of submit, and its public words.</summary>
    private async Task<(byte[] Submit, byte[] Words)> ProveAsync(string registry, string sender)
    {
        var context = ZkContext.Read(await ReadAsync(registry, "contextOf(address)", Address(sender)));
        using var prover = Setups.Prover(Circuit, Keys);
        using var proof = prover.Prove([TinyNetwork.Image(1)], context);
        byte[] words = [.. proof.PublicValues.SelectMany(Field.Word)];
        Assert.Equal(0, proof.Bytes.Length % 32);
        byte[] submit =
        [
            .. Selector("submit(bytes,uint256[])"), .. Field.Word(64), .. Field.Word(96 + proof.Bytes.Length),
            .. Field.Word(proof.Bytes.Length), .. proof.Bytes.Span, .. Field.Word(words.Length / 32), .. words,
        ];
        return (submit, words);
    }

    private async Task<byte[]> ReadAsync(string contract, string function, params byte[][] arguments)
    {
        var result = await evm.Evm.CallAsync(contract, (byte[])[.. Selector(function), .. arguments.SelectMany(argument => argument)]);
        Assert.True(result.Succeeded);
        return result.Data;
    }

    private async Task<bool> SendAsync(string from, string to, byte[] data)
    {
        var transaction = new JsonObject { ["from"] = from, ["to"] = to, ["data"] = Hex.Data(data), ["gas"] = "0x200000" };
        var hash = (string)(await evm.Evm.Rpc.CallAsync("eth_sendTransaction", [transaction]))!;
        JsonNode? receipt;
        while ((receipt = await evm.Evm.Rpc.CallAsync("eth_getTransactionReceipt", [hash])) is null) await Task.Delay(5);
        return (string)receipt["status"]! == "0x1";
    }

    /// <summary>The error that a call reverts with.</summary>
    private async Task<string> ErrorAsync(string from, string to, byte[] data)
    {
        var call = new JsonObject { ["from"] = from, ["to"] = to, ["data"] = Hex.Data(data) };
        var exception = await Assert.ThrowsAsync<JsonRpcException>(() => evm.Evm.Rpc.CallAsync("eth_call", [call, "latest"]));
        return Hex.Bytes(exception.ErrorData).AsSpan().SequenceEqual(Selector("NotProven()")) ? "NotProven()" : exception.Message;
    }

    private static byte[] Address(string address) => [.. new byte[12], .. Hex.Bytes(address)];

    private static byte[] Selector(string signature) => ReferenceTranscript.Keccak(System.Text.Encoding.ASCII.GetBytes(signature))[..4];
}
