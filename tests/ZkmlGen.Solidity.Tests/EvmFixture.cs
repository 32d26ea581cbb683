using ZkmlGen.Evm;

namespace ZkmlGen.Solidity.Tests;

/// <summary>One compiler and one local EVM for all tests.</summary>
public sealed class EvmFixture : IAsyncLifetime
{
    /// <summary>Environment variable: if it is 1, tests that need the EVM fail where there is none.</summary>
    public const string RequireVariable = "ZKML_REQUIRE_EVM";

    private static readonly Lazy<string?> Reason = new(FindReason);

    internal SolidityCompiler Compiler { get; private set; } = null!;
    internal Anvil Evm { get; private set; } = null!;

    /// <summary>Why there is no EVM here, or null.</summary>
    internal static string? MissingReason => Environment.GetEnvironmentVariable(RequireVariable) == "1" ? null : Reason.Value;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (MissingReason is not null) return;
        var tools = await EvmToolchain.GetAsync();
        Compiler = new SolidityCompiler(tools);
        Evm = await Anvil.StartAsync(tools);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Evm is not null) await Evm.DisposeAsync();
    }

    /// <summary>Compiles and deploys a contract, with no warning of the compiler.</summary>
    internal async Task<DeployedVerifier> DeployAsync(SolidityVerifier verifier, string? settings = null)
    {
        var compiled = await Compiler.CompileAsync(verifier.Source, verifier.ContractName, settings ?? verifier.Settings);
        Assert.Empty(compiled.Warnings);
        Assert.True(compiled.Code.Length <= 24_576, $"{verifier.ContractName} has {compiled.Code.Length} bytes of code.");
        var receipt = await Evm.DeployAsync(compiled.CreationCode);
        return new(Evm, receipt.Contract!, compiled);
    }

    private static string? FindReason()
    {
        try
        {
            EvmToolchain.GetAsync().GetAwaiter().GetResult().FindAnvil();
            return null;
        }
        catch (EvmException exception)
        {
            return exception.Message;
        }
    }
}

/// <summary>A contract on the chain.</summary>
internal sealed record DeployedVerifier(Anvil Evm, string Address, CompiledContract Compiled)
{
    public Task<VerifierAnswer> VerifyAsync(byte[] proof, byte[] words, byte[] context) => Evm.VerifyAsync(Address, proof, words, context);
}

/// <summary>All tests that use the EVM.</summary>
[CollectionDefinition(Name)]
public sealed class EvmCollection : ICollectionFixture<EvmFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "EVM";
}

/// <summary>A test that is skipped, with the reason, where there is no EVM.</summary>
public sealed class EvmFactAttribute : FactAttribute
{
    /// <summary>Looks for the EVM.</summary>
    public EvmFactAttribute() => Skip = EvmFixture.MissingReason;
}

/// <summary>The same for tests with data.</summary>
public sealed class EvmTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the EVM.</summary>
    public EvmTheoryAttribute() => Skip = EvmFixture.MissingReason;
}
