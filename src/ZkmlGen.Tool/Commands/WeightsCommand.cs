using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml weights prove|verify</c>: that the weights behind commitments are small integers.</summary>
internal static class WeightsCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("weights", "Proves once, or checks, that the weights behind commitments are integers of small ranges.") { Prove(), Verify() };

    private static Command Prove()
    {
        var assembly = new Argument<string>("ASSEMBLY") { Description = "A built assembly with models." };
        var keys = new Option<string>("--keys") { Description = $"The folder with keys that its build made (zkml); {WeightRangeStage.FileName} and {WeightRangeStage.ContractName} are written beside each model's keys.", Required = true };
        var (ptau, context) = (TryOptions.SrsOption(), TryOptions.Context());
        Command command = new("prove", "Proves the ranges of the weights of an assembly's models.") { assembly, keys, ptau, context };
        command.SetAction((parsed, _) => Failure.GuardAsync("", false, () => Task.FromResult(
            Prove(parsed.GetValue(assembly)!, parsed.GetValue(keys)!, parsed.GetValue(ptau), parsed.GetValue(context)))));
        return command;
    }

    private static Command Verify()
    {
        var file = new Argument<string>("FILE") { Description = $"The range proof ({WeightRangeStage.FileName})." };
        var key = new Option<string>("--key") { Description = "The verifying key (verifying-key.json) that the weights are for.", Required = true };
        var weights = new Option<string?>("--weights") { Description = "The weight commitments (weight-commitments.json), if the key has none." };
        var (ptau, context) = (TryOptions.SrsOption(), TryOptions.Context());
        Command command = new("verify", "Checks the ranges of weights, and that the key's fixed columns are those of its circuit; the exit code is 0 if both hold, 2 if not.") { file, key, weights, ptau, context };
        command.SetAction((parsed, _) => Failure.GuardAsync("", false, () => Task.FromResult(
            Verify(parsed.GetValue(file)!, parsed.GetValue(key)!, parsed.GetValue(weights), parsed.GetValue(ptau), parsed.GetValue(context)))));
        return command;
    }

    private static int Prove(string assembly, string folder, string? ptau, ZkContext context)
    {
        foreach (var (circuit, files) in CircuitAssembly.Load(assembly).Circuits())
        {
            var name = circuit.Description.Name;
            var key = ProvingKeyFile.Read(Path.Combine(folder, name, ZkModelHost.ProvingKeyName));
            var start = Stopwatch.GetTimestamp();
            var proof = WeightRangeStage.Prove(circuit, files, key, ptau, context, Warn);
            Artifacts.WriteText(Path.Combine(folder, name, WeightRangeStage.FileName), WeightRangeJson.Write(proof, name));
            var rangeKey = WeightRangeStage.Key(circuit.Description, proof.Ranges, ptau, Warn);
            Artifacts.WriteText(Path.Combine(folder, name, WeightRangeStage.ContractName), SolidityWriter.Write(rangeKey).Source);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: proved in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, {proof.Bytes.Length} bytes"));
            Write(proof.Ranges);
        }
        return 0;
    }

    private static int Verify(string file, string keyPath, string? weightsPath, string? ptau, ZkContext context)
    {
        var proof = WeightRangeJson.Read(UserFile.ReadText(file), file);
        var key = VerifyingKeyJson.Read(UserFile.ReadText(keyPath), keyPath);
        if (weightsPath is null == key.Circuit.SentWeights > 0)
            throw new ToolException(DiagnosticIds.Usage, weightsPath is null ? $"'{keyPath}' is a key of committed weights: give the commitments with --weights." : $"'{keyPath}' has its weights itself: leave --weights out.");
        var weights = weightsPath is null ? ZkWeightCommitments.Of(key) : WeightCommitmentsJson.Read(UserFile.ReadText(weightsPath), weightsPath);
        if (WeightRangeStage.Verify(proof, key, weights, ptau, context, Warn) is { } refusal)
        {
            Console.WriteLine($"refused: {refusal}");
            return VerifyCommand.Refused;
        }
        Console.WriteLine($"accepted: weights 0x{Convert.ToHexStringLower(weights.Digest)} of {key.Circuit.Name}");
        Write(proof.Ranges);
        return 0;
    }

    private static void Write(WeightRanges ranges)
    {
        foreach (var range in ranges.Items)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tile rows {range.First} .. {range.First + range.Rows - 1}: {range.Digits} digits of {ranges.DigitBits} bits"));
    }

    private static void Warn(string warning) => Console.Error.WriteLine($"warning: {warning}");
}
