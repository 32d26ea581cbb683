using System.CommandLine;
using ZkmlGen.Compiler;
using ZkmlGen.Tool.Pipeline;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml try MODEL.onnx</c>: the whole path for any ONNX file, without a project.</summary>
internal static class TryCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var common = new TryOptions();
        var noEvm = new Option<bool>("--no-evm") { Description = "Leave the EVM out." };
        var repeat = new Option<int>("--repeat") { Description = "Prove N times and report medians.", DefaultValueFactory = _ => 1 };
        var check = new Option<bool>("--check") { Description = "Check all constraints row by row before proving." };
        var ranges = new Option<bool>("--weight-ranges") { Description = "Also prove, once, that the weights are integers of small ranges." };
        var context = TryOptions.Context();
        var output = new Option<string?>("--out") { Description = "A folder for the proof, both keys and the contract." };
        Command command = new("try", "Proves a model's output on an input, verifies it in C# and on a local EVM, and compares it with ONNX Runtime.")
        {
            common.Model, common.Inputs, common.Calibration, common.Json, common.Goal, common.Bits, common.Seed, common.Dimensions, common.InputVisibility, common.OutputVisibility, common.OutputForm, common.Weights, common.Ptau, context, noEvm, repeat, check, ranges, output,
        };
        command.SetAction((parsed, _) =>
        {
            var (model, json) = (parsed.GetValue(common.Model)!, parsed.GetValue(common.Json));
            return Failure.GuardAsync(model, json, () => RunAsync(
                new(
                    model, parsed.GetValue(common.Inputs) ?? [], parsed.GetValue(common.Calibration) ?? [], common.Compiler(parsed, BuiltModel.ClassName),
                    parsed.GetValue(context), parsed.GetValue(common.Ptau), parsed.GetValue(common.Seed) ?? Random.Shared.Next(), Positive(parsed.GetValue(repeat)), !parsed.GetValue(noEvm), parsed.GetValue(check), parsed.GetValue(ranges), parsed.GetValue(output)),
                json));
        });
        return command;
    }

    private static async Task<int> RunAsync(TrySettings settings, bool json)
    {
        var report = await new ModelPipeline(settings, json ? _ => { } : Console.WriteLine).RunAsync();
        foreach (var warning in report.Warnings) Console.Error.WriteLine($"warning: {warning}");
        if (json) Console.WriteLine(report.ToJson());
        else TryText.Write(report, Console.Out);
        if (report.Accepted && report.EvmAccepted != false && report.WeightRanges is not ({ Accepted: false } or { EvmAccepted: false })) return 0;
        var by = !report.Accepted ? "in C#" : report.EvmAccepted == false ? "by the contract" : "(the one of the weights' ranges)";
        Console.Error.WriteLine($"{DiagnosticIds.Internal}: A proof that was just made is refused {by}; please report it.");
        return Failure.ExitCode;
    }

    private static int Positive(int repeat) => repeat > 0 ? repeat : throw new ToolException(DiagnosticIds.Usage, $"--repeat {repeat} is not possible: prove at least once.");
}
