using ZkmlGen.Compiler;
using ZkmlGen.Solidity.Geometry;
using ZkmlGen.Solidity.Tests.Reference;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>Every public model that can be built has a contract that the chain takes, whatever the layout is optimised for.</summary>
[Collection(EvmCollection.Name)]
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class DeploymentTests(EvmFixture evm)
{
    /// <summary>EIP-3860.</summary>
    private const int CreationCodeLimit = 49_152;

    [PublicModelsTheory]
    [InlineData(Optimize.Balanced), InlineData(Optimize.Speed), InlineData(Optimize.Gas)]
    public async Task Contracts_of_all_public_models_deploy(Optimize goal)
    {
        var built = 0;
        foreach (var model in Directory.GetDirectories(CompiledModels.Folder!).Select(folder => Path.GetFileName(folder)).Order())
        {
            if (await DeploysAsync(model, goal)) built++;
        }
        Assert.InRange(built, CompiledModels.Public.Length, int.MaxValue);
        SecurityReport.Count($"contracts of public models deployed, optimised for {goal}", built);
    }

    /// <summary>False if there is no such circuit.</summary>
    private async Task<bool> DeploysAsync(string model, Optimize goal)
    {
        SimulatedKey key;
        try
        {
            key = new SimulatedKey(CompiledModels.Compile(model, goal), 1);
        }
        catch (ModelException)
        {
            return false;
        }
        var verifier = SolidityWriter.Write(key.Key);
        var code = (await evm.DeployAsync(verifier)).Compiled;
        Assert.InRange(code.CreationCode.Length, 1, CreationCodeLimit);
        var estimate = CodeBudget.Frame(key.Key) + YulEmitter.Emit(GeometryProgram.Of(key.Circuit), MemoryMap.Regions).Bytes;
        if (!verifier.Source.Contains("IZkGeometry")) Assert.InRange(code.Code.Length, estimate - 1_000, estimate + 300);
        return true;
    }
}

/// <summary>A theory on public models and the EVM; skipped where either is missing.</summary>
public sealed class PublicModelsTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for both.</summary>
    public PublicModelsTheoryAttribute() => Skip = CompiledModels.MissingReason;
}
