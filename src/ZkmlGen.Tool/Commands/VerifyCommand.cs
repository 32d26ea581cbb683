using System.CommandLine;
using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml verify PROOF --key verifying-key.json</c>.</summary>
internal static class VerifyCommand
{
    /// <summary>Exit code for a proof that is refused.</summary>
    public const int Refused = 2;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var proof = new Argument<string>("PROOF") { Description = "A proof file, as zkml try --out writes it." };
        var key = new Option<string>("--key") { Description = "The verifying key (verifying-key.json).", Required = true };
        var context = TryOptions.Context();
        var weights = new Option<string?>("--weights") { Description = "The weight commitments (weight-commitments.json) of the model that the proof must be about, if proofs carry them." };
        Command command = new("verify", "Checks a proof with a verifying key; the exit code is 0 if it is accepted, 2 if it is refused.") { proof, key, context, weights };
        command.SetAction((parsed, _) => Failure.GuardAsync("", false, () => Task.FromResult(
            Run(parsed.GetValue(proof)!, parsed.GetValue(key)!, parsed.GetValue(context), parsed.GetValue(weights)))));
        return command;
    }

    private static int Run(string proofPath, string keyPath, ZkContext context, string? weightsPath)
    {
        var verifier = new ZkVerifier(VerifyingKeyJson.Read(UserFile.ReadText(keyPath), keyPath));
        var (proof, words, own) = ProofFile.Read(proofPath);
        if (verifier.Key.IsDevelopment) Console.Error.WriteLine($"warning: {Srs.DevelopmentWarning}");
        if (!verifier.Verify(proof, words, context))
        {
            Console.WriteLine(own == context ? "refused" : $"refused: the proof is bound to the context {own}, and {context} is expected");
            return Refused;
        }
        var circuit = verifier.Key.Circuit;
        if (!IsAboutWeights(circuit, words, keyPath, weightsPath)) return Refused;
        Console.WriteLine($"accepted: {circuit.Name}");
        foreach (var (port, values) in circuit.PackedInputs.Zip(verifier.DecodeInputs(words)).Concat(circuit.Outputs.Zip(verifier.Decode(words))))
            Console.WriteLine($"{port.Name}: {string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}");
        return 0;
    }

    private static bool IsAboutWeights(CircuitDescription circuit, BigInteger[] values, string keyPath, string? weightsPath)
    {
        if (circuit.SentWeights == 0)
            return weightsPath is null ? true : throw new ToolException(DiagnosticIds.Usage, $"'{keyPath}' has its weights itself: leave --weights out.");
        if (weightsPath is null)
        {
            Console.Error.WriteLine($"warning: '{keyPath}' is a key of any weights; this proof's have the digest {values[^1]} (the last public value). Give --weights, or compare it yourself.");
            return true;
        }
        if (values[^1] == WeightCommitmentsJson.Read(UserFile.ReadText(weightsPath), weightsPath).PublicValue) return true;
        Console.WriteLine($"refused: the proof is about other weights than those of {weightsPath}");
        return false;
    }
}
