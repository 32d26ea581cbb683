using System.Diagnostics;
using ZkmlGen.Evm;

namespace ZkmlGen.Solidity.Tests;

/// <summary>The compiler and the node as child processes: messages, errors, ends.</summary>
[Collection(EvmCollection.Name)]
public sealed class ToolchainTests(EvmFixture evm)
{
    private const string Settings = """{ "optimizer": { "enabled": true, "runs": 200 } }""";

    [EvmFact]
    public async Task A_broken_source_is_an_error_with_its_line()
    {
        var exception = await Assert.ThrowsAsync<EvmException>(() => evm.Compiler.CompileAsync("contract Broken { uint256 x = ; }", "Broken", Settings));
        Assert.Contains("source.sol:1", exception.Message);
    }

    [EvmFact]
    public async Task A_contract_that_is_not_there_is_an_error()
    {
        var exception = await Assert.ThrowsAsync<EvmException>(
            () => evm.Compiler.CompileAsync("// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\ncontract There {}", "Elsewhere", Settings));
        Assert.Contains("Elsewhere", exception.Message);
    }

    [EvmFact]
    public async Task A_constructor_that_reverts_is_an_error() =>
        // PUSH0 PUSH0 REVERT
        await Assert.ThrowsAnyAsync<Exception>(() => evm.Evm.DeployAsync(new byte[] { 0x5f, 0x5f, 0xfd }));

    [EvmFact]
    public async Task Disposing_ends_the_node()
    {
        var node = await Anvil.StartAsync(await EvmToolchain.GetAsync());
        var id = node.ProcessId;
        Assert.False(Process.GetProcessById(id).HasExited);
        await node.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [EvmFact]
    public async Task Unknown_rules_are_an_error()
    {
        var tools = await EvmToolchain.GetAsync();
        var exception = await Assert.ThrowsAsync<EvmException>(() => Anvil.StartAsync(tools, "no-such-fork"));
        Assert.Contains("no-such-fork", exception.Message);
    }

    [Fact]
    public void An_answer_that_is_none_is_an_error()
    {
        Assert.Throws<EvmException>(() => VerifierContract.Decode(new CallResult(true, [])));
        Assert.Throws<EvmException>(() => VerifierContract.Decode(new CallResult(true, [.. new byte[31], 2])));
        Assert.Throws<EvmException>(() => VerifierContract.Decode(new CallResult(false, [])));
    }
}
