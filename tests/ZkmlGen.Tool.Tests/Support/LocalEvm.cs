using Xunit;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>One compiler and one local EVM for the tests of a class; none where the machine has none, unless they are required.</summary>
public sealed class LocalEvm : IAsyncLifetime
{
    private SolidityCompiler? compiler;
    private Anvil? anvil;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        try
        {
            var tools = await EvmToolchain.GetAsync();
            (compiler, anvil) = (new SolidityCompiler(tools), await Anvil.StartAsync(tools));
        }
        catch (EvmException) when (!Zkml.RequiresEvm)
        {
            anvil = null;
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (anvil is not null) await anvil.DisposeAsync();
    }

    /// <summary>Deploys the contract of a key and returns what answers calls of it; without an EVM null.</summary>
    public async Task<Func<byte[], Task<VerifierAnswer>>?> DeployAsync(VerifyingKey key)
    {
        if (anvil is null) return null;
        var contract = SolidityWriter.Write(key);
        var compiled = await compiler!.CompileAsync(contract.Source, contract.ContractName, contract.Settings);
        var address = (await anvil.DeployAsync(compiled.CreationCode)).Contract!;
        return async call => VerifierContract.Decode(await anvil.CallAsync(address, call));
    }
}
