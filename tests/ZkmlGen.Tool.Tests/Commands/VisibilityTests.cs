using System.CommandLine;
using System.Numerics;
using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Commands;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Commands;

/// <summary>Every combination of what a proof can show of input and output, some with other weights than private ones: from options and ONNX file to the verdicts in C# and on the EVM.</summary>
public sealed class VisibilityTests(LocalEvm evm) : IClassFixture<LocalEvm>
{
    private static readonly BigInteger BaseField = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");
    private static readonly ZkContext Context = new(3, 4);

    public static TheoryData<string, string, string, string> Combinations()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var input in new[] { "private", "public", "committed" })
        foreach (var (output, form) in new[] { ("public", "full"), ("public", "topclass"), ("committed", "full"), ("private", "full") }) data.Add(input, output, form, "private");
        data.Add("private", "public", "full", "public");
        data.Add("private", "public", "topclass", "committed");
        data.Add("committed", "committed", "full", "committed");
        return data;
    }

    [Theory, MemberData(nameof(Combinations))]
    public async Task A_proof_is_accepted_and_with_one_value_altered_refused(string input, string output, string form, string weights)
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--input-visibility", input, "--output-visibility", output, "--output-form", form, "--weights-visibility", weights];
        var (model, sample) = Build([folder.Write("net.onnx", SmallModel.Network()), .. options], folder.Write("x.npy", SmallModel.Input()));
        var keys = KeyStage.Setup(model.Circuit, model.Files, null, _ => { });
        using var prover = new ZkProver(model.Circuit, model.Files, keys.Proving);
        using var proof = prover.Prove(sample, Context);
        var circuit = keys.Verifying.Circuit;
        Assert.Equal(form == "topclass" ? 1 : 4, proof.Outputs[0].Length);
        Assert.Equal((input == "committed" ? 1 : 0) + (output == "committed" ? 1 : 0), circuit.Commitments.Count);
        Assert.Equal((input == "public", output == "public"), (circuit.PublicPorts.Any(port => port.Name == "image"), circuit.PublicPorts.Any(port => port.Name != "image")));
        Assert.Equal(circuit.PublicValues, proof.PublicValues.Count);

        var (verifier, contract) = (new ZkVerifier(keys.Verifying), await evm.DeployAsync(keys.Verifying));
        await AnswerAsync(true, proof.Bytes.ToArray(), [.. proof.PublicValues]);
        foreach (var values in Altered(circuit, proof.PublicValues)) await AnswerAsync(false, proof.Bytes.ToArray(), values);
        var altered = proof.Bytes.ToArray();
        altered[new ProofLayout(circuit).Claim + 31] ^= 1;
        await AnswerAsync(false, altered, [.. proof.PublicValues]);

        async Task AnswerAsync(bool expected, byte[] bytes, BigInteger[] values)
        {
            Assert.Equal(expected, verifier.Verify(bytes, values, Context));
            if (contract is not null) Assert.Equal(new VerifierAnswer(expected, null), await contract(EvmStage.Calldata(bytes, values, Context)));
        }
    }

    /// <summary>With one word or the digest of the weights plus 1, or with one commitment negated.</summary>
    private static IEnumerable<BigInteger[]> Altered(CircuitDescription circuit, IReadOnlyList<BigInteger> values)
    {
        for (var word = 0; word < circuit.PublicWords; word++) yield return [.. values.Select((value, j) => j == word ? value + 1 : value)];
        if (circuit.SentWeights > 0) yield return [.. values.SkipLast(1), values[^1] + 1];
        for (var y = circuit.PublicWords + 1; y < circuit.PublicWords + 2 * circuit.Commitments.Count; y += 2) yield return [.. values.Select((value, j) => j == y ? BaseField - value : value)];
    }

    private static (BuiltModel Model, float[][] Sample) Build(string[] arguments, string input)
    {
        var common = new TryOptions();
        Command command = new("try") { common.Model, common.Goal, common.Bits, common.Dimensions, common.InputVisibility, common.OutputVisibility, common.OutputForm, common.Weights };
        var parsed = command.Parse([.. arguments, "--bits", "8"]);
        Assert.Empty(parsed.Errors);
        var options = common.Compiler(parsed, BuiltModel.ClassName);
        var source = ModelSource.Load(parsed.GetValue(common.Model)!, options.Dimensions);
        var samples = InputFiles.Read(source.Graph, [input]);
        return (BuiltModel.Build(source, options, samples), [.. samples[0].Inputs]);
    }
}
