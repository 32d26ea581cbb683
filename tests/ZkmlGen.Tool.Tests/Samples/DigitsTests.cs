using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Samples;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Samples;

/// <summary>The sample of digits.</summary>
public sealed class DigitsTests
{
    private static readonly string Folder = Path.Combine(Zkml.Root, "samples", "Digits");

    [Fact]
    public void The_network_reads_all_of_our_drawings()
    {
        var graph = OnnxImporter.Import(File.ReadAllBytes(Path.Combine(Folder, "digits.onnx")), "digits.onnx", null, new Dictionary<string, int>()).Graph;
        var drawings = SampleFile.Assemble(graph.Inputs, SampleFile.Read(File.ReadAllBytes(Path.Combine(Folder, "pictures", "calibration.npy")), "calibration.npy"));
        var evaluator = new FloatEvaluator(graph);
        var seen = drawings.Select(drawing => evaluator.Evaluate(drawing.Inputs)[graph.Outputs[0]]).Select(scores => Array.IndexOf(scores, scores.Max()));
        Assert.Equal(Enumerable.Range(0, 10), seen);
    }

    [Fact]
    public async Task The_sample_proves_a_drawing_and_refuses_a_forgery()
    {
        var result = await Child.DotnetAsync(Path.GetTempPath(), ["exec", Path.Combine(Zkml.OutputOf("samples/Digits"), "Digits.dll"), "7"]);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("The network sees a 7.", result.Output, StringComparison.Ordinal);
        Assert.Contains("C#:  the proof is accepted", result.Output, StringComparison.Ordinal);
        Assert.Contains("a forged output is refused", result.Output, StringComparison.Ordinal);
        if (Zkml.RequiresEvm) Assert.Contains("gas", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_the_sample_proves_and_says_what_is_missing()
    {
        using var empty = new TemporaryFolder();
        var result = await Child.DotnetAsync(
            Path.GetTempPath(), ["exec", Path.Combine(Zkml.OutputOf("samples/Digits"), "Digits.dll")],
            ("PATH", empty.Path), ("ZKML_EVM_CACHE", empty.Path));
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("C#:  the proof is accepted", result.Output, StringComparison.Ordinal);
        Assert.Contains("EVM: left out.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Node", result.Output, StringComparison.Ordinal);
    }
}
