using ZkmlGen.Circuit;
using ZkmlGen.Evm;
using ZkmlGen.Solidity.Tests.Reference;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>The gas of contracts is what docs/gas.md says, to the unit.</summary>
[Collection(EvmCollection.Name)]
public sealed class GasTests(EvmFixture evm)
{
    private const long Limit = 500_000;
    private static readonly GasTable Models = new("model", [.. CompiledModels.Small.Keys, .. CompiledModels.Public]);

    [EvmFact]
    public async Task Small_models_cost_what_the_table_says() => Models.Check([.. (await MeasureAsync(CompiledModels.Small)).Select(row => row.ToString())]);

    [PublicModelsFact]
    public async Task Public_models_cost_what_the_table_says_and_less_than_half_a_million()
    {
        var rows = await MeasureAsync(CompiledModels.Public.ToDictionary(model => model, Func<CircuitDescription> (model) => () => CompiledModels.Compile(model)));
        Assert.All(rows, row => Assert.InRange(row.Total, 1, Limit));
        Models.Check([.. rows.Select(row => row.ToString())]);
        foreach (var row in rows) SecurityReport.Count($"gas of {row.Model}", row.Total);
    }

    [Fact]
    public void The_table_has_exactly_the_rows_of_the_models() => Assert.Equal(CompiledModels.Small.Keys.Concat(CompiledModels.Public), Models.Written);

    [EvmFact]
    public async Task Proofs_of_one_model_differ_only_in_the_price_of_their_zeros()
    {
        var key = new SimulatedKey(TestCircuits.Random(1), 1);
        var contract = await evm.DeployAsync(SolidityWriter.Write(key.Key));
        var execution = new HashSet<long>();
        for (var seed = 1; seed <= 4; seed++)
        {
            var proof = new SimulatedProof(key, seed);
            var callData = VerifierContract.EncodeVerify(proof.Bytes, proof.WordBytes, proof.Context);
            execution.Add((await evm.Evm.SendAsync(contract.Address, callData)).GasUsed - GasProfile.CallDataGas(callData));
        }
        Assert.Single(execution);
    }

    private async Task<List<GasRow>> MeasureAsync(IReadOnlyDictionary<string, Func<CircuitDescription>> models)
    {
        var rows = new List<GasRow>();
        foreach (var (name, compile) in models) rows.Add(await GasRow.MeasureAsync(evm, name, compile()));
        return rows;
    }
}

/// <summary>A test of public models on the EVM; skipped where either is missing.</summary>
public sealed class PublicModelsFactAttribute : FactAttribute
{
    /// <summary>Looks for both.</summary>
    public PublicModelsFactAttribute() => Skip = CompiledModels.MissingReason;
}
