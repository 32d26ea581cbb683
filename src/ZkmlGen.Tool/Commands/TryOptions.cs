using System.CommandLine;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Commands;

/// <summary>Arguments and options that commands on a model file share.</summary>
internal sealed class TryOptions
{
    public const string JsonName = "--json";

    public Argument<string> Model { get; } = new("MODEL") { Description = "The ONNX file." };
    public Option<string[]> Inputs { get; } = Files("--input", "Model inputs: .npy, .npz, .pb (an ONNX TensorProto) or .json ({\"input_data\": [[...], ...]}); one per model input. Without: random inputs.");
    public Option<string[]> Calibration { get; } = Files("--calibration", "Typical inputs, from which value ranges are taken; wildcards allowed. Without: the inputs themselves.");
    public Option<bool> Json { get; } = new(JsonName) { Description = "Print one JSON object on the last line." };
    public Option<Optimize> Goal { get; } = new("--optimize") { Description = "What the circuit's layout is chosen for: balanced, speed or gas.", DefaultValueFactory = _ => Optimize.Balanced };
    public Option<int> Bits { get; } = new("--bits") { Description = "Bits of activations, 4 to 16. Without: as few as agree with the float model." };
    public Option<int?> Seed { get; } = new("--seed") { Description = "Seed of random inputs." };
    public Option<string[]> Dimensions { get; } = new("--dim") { Description = "NAME=VALUE: the size of a symbolic dimension.", AllowMultipleArgumentsPerToken = true };
    public Option<string?> Ptau { get; } = SrsOption();

    /// <summary>Where the SRS comes from.</summary>
    public static Option<string?> SrsOption() => new("--ptau") { Description = "The SRS: a .ptau file, or the digest (0x...) of an imported one. Without: a development SRS." };

    public Option<Visibility> InputVisibility { get; } = new("--input-visibility") { Description = "Who learns the input: private, public or committed.", DefaultValueFactory = _ => Disclosure.Default.Input };
    public Option<Visibility> OutputVisibility { get; } = new("--output-visibility") { Description = "Who learns the output: private, public or committed.", DefaultValueFactory = _ => Disclosure.Default.Output };
    public Option<OutputForm> OutputForm { get; } = new("--output-form") { Description = "What of the output is shown: full or topclass.", DefaultValueFactory = _ => Disclosure.Default.Form };

    public Option<Visibility> Weights { get; } = new("--weights-visibility") { Description = "Whose the weights are: private, public (anybody with the model can check the key) or committed (proofs carry the commitments, not the key).", DefaultValueFactory = _ => Disclosure.Default.Weights };

    /// <summary>--context, also of commands without a model.</summary>
    public static Option<ZkContext> Context() => new("--context")
    {
        Description = "What the proof is bound to: 0x and 64 hexadecimal digits. Without: zeros.",
        CustomParser = result =>
        {
            if (ZkContext.TryParse(result.Tokens[0].Value, out var context)) return context;
            result.AddError($"--context '{result.Tokens[0].Value}' is not 0x and 64 hexadecimal digits.");
            return default;
        },
    };

    /// <summary>The compiler's options.</summary>
    public CompilerOptions Compiler(ParseResult parsed, string name)
    {
        var bits = parsed.GetValue(Bits);
        if (bits is not 0 and (< 4 or > 16)) throw new ToolException(DiagnosticIds.Usage, $"--bits {bits} is not possible: activations have 4 to 16 bits.");
        var dimensions = (parsed.GetValue(Dimensions) ?? []).Select(Dimension).ToArray();
        var disclosure = new Disclosure(parsed.GetValue(InputVisibility), parsed.GetValue(OutputVisibility), parsed.GetValue(OutputForm), parsed.GetValue(Weights));
        return CompilerOptions.Default(name) with
        {
            Optimize = parsed.GetValue(Goal), ValueBits = bits, Dimensions = new EquatableArray<DimensionValue>(dimensions), Disclosure = disclosure,
        };
    }

    private static DimensionValue Dimension(string text)
    {
        var at = text.LastIndexOf('=');
        if (at > 0 && int.TryParse(text.AsSpan(at + 1), out var value) && value > 0) return new(text[..at], value);
        throw new ToolException(DiagnosticIds.Usage, $"--dim '{text}' is not of the form NAME=VALUE with a positive whole number.");
    }

    private static Option<string[]> Files(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
