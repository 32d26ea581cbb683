using ZkmlGen.Evm;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>The corpus finds a contract that lacks one check.</summary>
[Collection(EvmCollection.Name)]
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class WeakenedContractTests(EvmFixture evm)
{
    /// <summary>Behind the cases that flip one byte each.</summary>
    private const int First = 5_100, Cases = 5_000;

    [EvmTheory]
    [InlineData("a convolution", "if (proof.length != PROOF_BYTES)", "if (proof.length < PROOF_BYTES)")]
    [InlineData("a convolution", "if (publicValues.length != PUBLIC_VALUES)", "if (publicValues.length < PUBLIC_VALUES)")]
    [InlineData("a convolution", "valid := lt(calldataload(add(proof, CLAIM)), R)", "valid := 1")]
    [InlineData("a convolution", "valid := and(valid, below(words, add(words, PUBLIC_BYTES)))", "")]
    [InlineData("a convolution", "and(lt(x, q), lt(y, q))", "lt(y, q)")]
    [InlineData("a convolution", "and(lt(x, q), lt(y, q))", "lt(x, q)")]
    [InlineData("a convolution", "valid := and(valid, onCurve(add(proof, STEP_6), add(proof, PROOF_BYTES)))", "")]
    [InlineData("a convolution", "mstore(AT_MESSAGE, context)", "mstore(AT_MESSAGE, 0)")]
    [InlineData("a convolution", "eq(mload(0), 1)", "1")]
    [InlineData("no public values", "if (publicValues.length != PUBLIC_VALUES)", "if (publicValues.length < PUBLIC_VALUES)")]
    [InlineData("commitments and no public words", "if (!_commitmentsOnCurve(words)) revert InvalidPoint();", "")]
    public async Task A_missing_check_is_found(string kind, string check, string replacement)
    {
        var statement = ProvenStatement.Kinds[kind](2);
        var written = SolidityWriter.Write(statement.Key);
        Assert.Contains(check, written.Source);
        var compiled = await evm.Compiler.CompileAsync(written.Source.Replace(check, replacement), written.ContractName, written.Settings);
        var contract = (await evm.Evm.DeployAsync(compiled.CreationCode)).Contract!;
        var corpus = new CallCorpus(statement.Key, [new(statement.Proof, statement.Words, statement.Context)], 1);
        var oracle = new Oracle(statement.Key);
        for (var index = First; index < First + Cases; index++)
        {
            var callData = corpus.Case(index);
            if (await AnswerAsync(contract, callData) != oracle.Expect(callData))
            {
                SecurityReport.Count("weakened contracts found by differential fuzzing");
                return;
            }
        }
        Assert.Fail($"{Cases} cases do not show that '{check}' is missing.");
    }

    /// <summary>A precompile that is given no point takes all the gas.</summary>
    private async Task<string> AnswerAsync(string contract, byte[] callData)
    {
        try
        {
            return Oracle.Describe(await evm.Evm.CallAsync(contract, callData));
        }
        catch (JsonRpcException exception)
        {
            return exception.Message;
        }
    }
}
