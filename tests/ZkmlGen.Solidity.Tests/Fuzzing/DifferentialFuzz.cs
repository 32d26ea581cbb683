using System.Collections.Concurrent;
using ZkmlGen.Runtime;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>The C# verifier and the contract give the same verdict on everything, and malformed calls revert with the error that docs/contract.md names.</summary>
public abstract class DifferentialFuzz(EvmFixture evm, int cases, int seed)
{
    private const int Calls = 4;

    public static TheoryData<string> Statements => [.. ProvenStatement.Kinds.Keys];

    [EvmTheory, MemberData(nameof(Statements))]
    public async Task Verdicts_agree(string kind)
    {
        var statements = Enumerable.Range(1, 3).Select(ProvenStatement.Kinds[kind]).ToArray();
        var key = statements[0].Key;
        var contract = await evm.DeployAsync(SolidityWriter.Write(key));
        var corpus = new CallCorpus(key, [.. statements.Select(statement => new Arguments(statement.Proof, statement.Words, statement.Context))], seed);
        var oracle = new Oracle(key);
        var answers = new ConcurrentDictionary<string, int>();
        await Parallel.ForAsync(0, cases, new ParallelOptions { MaxDegreeOfParallelism = Calls }, async (index, cancel) =>
        {
            var callData = corpus.Case(index);
            var answer = Oracle.Describe(await evm.Evm.CallAsync(contract.Address, callData, cancel));
            if (answer != oracle.Expect(callData)) Assert.Fail($"Case {index} of seed {seed}: the contract says {answer}, expected {oracle.Expect(callData)}: {Convert.ToHexString(callData)}");
            answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        });
        string[] all = ["InvalidPoint", "ScalarOutOfRange", "WrongProofLength", "WrongPublicWordCount", "a revert without data", "false", "true"];
        Assert.Equal(all, answers.Keys.Order(StringComparer.Ordinal));
        foreach (var (answer, count) in answers) SecurityReport.Count($"calls to which C# verifier and contract answered {answer}", count);
    }
}

/// <summary>In every run.</summary>
[Collection(EvmCollection.Name)]
public sealed class DifferentialTests(EvmFixture evm) : DifferentialFuzz(evm, 6_000, 1);

/// <summary>In the security run; ZKML_FUZZ_CASES is the number of cases of each statement.</summary>
[Collection(EvmCollection.Name)]
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class LongDifferentialTests(EvmFixture evm)
    : DifferentialFuzz(evm, int.Parse(Environment.GetEnvironmentVariable("ZKML_FUZZ_CASES") ?? "30000", System.Globalization.CultureInfo.InvariantCulture), 2);
