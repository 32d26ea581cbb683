using System.CommandLine;
using System.Globalization;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml inspect MODEL.onnx</c>: what the compiler makes of a model, without keys or proofs.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var common = new TryOptions();
        Command command = new("inspect", "Shows a model's layers, their cells and scales, and the predicted cost.")
        {
            common.Model, common.Calibration, common.Goal, common.Bits, common.Dimensions, common.InputVisibility, common.OutputVisibility, common.OutputForm, common.Weights,
        };
        command.SetAction((parsed, _) => Failure.GuardAsync(parsed.GetValue(common.Model)!, false, () =>
        {
            var options = common.Compiler(parsed, BuiltModel.ClassName);
            var source = ModelSource.Load(parsed.GetValue(common.Model)!, options.Dimensions);
            var calibration = InputFiles.Read(source.Graph, parsed.GetValue(common.Calibration) ?? []);
            var compiled = BuiltModel.Compile(source, options, calibration, out var warnings);
            Write(compiled, Console.Out);
            foreach (var warning in warnings) Console.Error.WriteLine($"warning: {warning.Id}: {warning.Message}");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static void Write(CompiledModel model, TextWriter writer)
    {
        var size = model.Circuit.Size;
        writer.WriteLine(Of($"{"layer",-32} {"operator",-24} {"shape",-14} {"gadget",-8} {"cells",9} {"shift",5} {"scale",6}"));
        foreach (var tensor in model.Circuit.Tensors)
            writer.WriteLine(Of($"{Cut(tensor.Name, 32),-32} {Cut(tensor.Operator, 24),-24} {Cut(tensor.Shape, 14),-14} {tensor.Gadget,-8} {tensor.Size,9} {tensor.Shift,5} {tensor.ScaleBits,6}"));
        writer.WriteLine();
        writer.WriteLine(Of($"parameters {model.Statistics.Parameters:N0}, multiply-accumulates {model.Statistics.Macs:N0}, activations {model.Statistics.Activations:N0}"));
        writer.WriteLine(Of($"{size.Rows} rows of {size.Lanes} lanes; {size.TileRows} tiles of {size.TileOutputs} x {size.TileInputs}; {model.Circuit.Ranges.ValueBits} bits"));
        writer.WriteLine(Of($"predicted: {model.Costs.ProveMilliseconds:N0} ms to prove, {model.Costs.VerifyGas:N0} gas, {model.Costs.ProofBytes:N0} bytes of proof"));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "~";

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
