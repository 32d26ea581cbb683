using System.CommandLine;
using System.Globalization;
using System.Text;
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
        Command command = new("verify", "Checks a proof with a verifying key; the exit code is 0 if it is accepted, 2 if it is refused.") { proof, key, context };
        command.SetAction((parsed, _) => Failure.GuardAsync("", false, () => Task.FromResult(
            Run(parsed.GetValue(proof)!, parsed.GetValue(key)!, parsed.GetValue(context)))));
        return command;
    }

    private static int Run(string proofPath, string keyPath, ZkContext context)
    {
        var verifier = new ZkVerifier(VerifyingKeyJson.Read(Encoding.UTF8.GetString(UserFile.Read(keyPath)), keyPath));
        var (proof, words, own) = ProofFile.Read(proofPath);
        if (verifier.Key.IsDevelopment) Console.Error.WriteLine($"warning: {Srs.DevelopmentWarning}");
        if (!verifier.Verify(proof, words, context))
        {
            Console.WriteLine(own == context ? "refused" : $"refused: the proof is bound to the context {own}, and {context} is expected");
            return Refused;
        }
        Console.WriteLine($"accepted: {verifier.Key.Circuit.Name}");
        var circuit = verifier.Key.Circuit;
        foreach (var (port, values) in circuit.PackedInputs.Zip(verifier.DecodeInputs(words)).Concat(circuit.Outputs.Zip(verifier.Decode(words))))
            Console.WriteLine($"{port.Name}: {string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}");
        return 0;
    }
}
