using System.CommandLine;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml check MODEL.onnx --key verifying-key.json</c>: is the key, made with public weights, one of exactly this model?</summary>
internal static class CheckCommand
{
    /// <summary>Exit code for a key of another model.</summary>
    public const int Refused = 2;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var common = new TryOptions();
        var key = new Option<string>("--key") { Description = "The verifying key (verifying-key.json), made with public weights.", Required = true };
        Command command = new("check", "Makes the verifying key of a model again and compares; options and calibration inputs as when the key was made. The exit code is 0 if it is the same, 2 if not.")
        {
            common.Model, key, common.Calibration, common.Goal, common.Bits, common.Dimensions, common.Ptau,
        };
        command.SetAction((parsed, _) => Failure.GuardAsync(parsed.GetValue(common.Model)!, false, () => Task.FromResult(Run(
            Read(parsed.GetValue(key)!), parsed.GetValue(common.Model)!, parsed.GetValue(common.Calibration) ?? [], common.Compiler(parsed, BuiltModel.ClassName), parsed.GetValue(common.Ptau)))));
        return command;
    }

    private static VerifyingKey Read(string path) => VerifyingKeyJson.Read(UserFile.ReadText(path), path);

    private static int Run(VerifyingKey key, string path, string[] calibration, CompilerOptions options, string? ptau)
    {
        if (key.Circuit.Disclosure.Weights != Visibility.Public)
            throw new ToolException(DiagnosticIds.Proof, $"The key of '{key.Circuit.Name}' hides the weights: only keys made with public weights can be checked.");
        var source = ModelSource.Load(path, options.Dimensions);
        var model = BuiltModel.Build(
            source, options with { Name = key.Circuit.Name, Disclosure = key.Circuit.Disclosure }, InputFiles.Read(source.Graph, calibration));
        if (!key.Description.SequenceEqual(model.Circuit.DescriptionBytes))
            return Refuse($"with these options and calibration inputs {path} becomes another circuit than that of the key");
        var own = KeyStage.Setup(model.Circuit, model.Files, ptau, Console.Error.WriteLine).Verifying;
        if (!own.SrsDigest.SequenceEqual(key.SrsDigest))
            throw new ToolException(DiagnosticIds.SrsFile, $"The key was made from another SRS than {ptau ?? "the development SRS of this machine"}: give its .ptau file.");
        if (!own.Digest.SequenceEqual(key.Digest)) return Refuse($"the weights in the key are not those of {path}");
        Console.WriteLine($"the same: the key is that of {path}");
        return 0;
    }

    private static int Refuse(string reason)
    {
        Console.WriteLine($"another model: {reason}");
        return Refused;
    }
}
