using System.Globalization;
using Xunit;
using Xunit.Abstractions;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Models;

/// <summary>Public models with their own inputs: accepted in C# and on the EVM, outputs within 1 % of the range.</summary>
public sealed class PublicModelTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.01;

    [ModelsTheory]
    [InlineData("libonnx__mnist_8")]
    [InlineData("ezkl__lenet_5")]
    [InlineData("vnncomp21__mnist-net_256x2")]
    [InlineData("vnncomp21__Convnet_maxpool")]
    [InlineData("vnncomp21__resnet_2b")]
    [InlineData("deep-prove__cnn-cifar-01")]
    [InlineData("deep-prove__mlp-iris-01")]
    [InlineData("winml__Network_92")]
    [InlineData("vnncomp21__ACASXU_run2a_1_1_batch_2000")]
    [InlineData("hls4ml__three_layer_keras")]
    public async Task Proves_its_own_inputs(string name)
    {
        var folder = Path.Combine(ModelsTheoryAttribute.Root!, name);
        var report = await Zkml.TryAsync(Path.Combine(folder, "model.onnx"), "--input", Path.Combine(folder, "ref_set_0", "input_0.pb"));
        Assert.InRange((double)report["max_rel_error"]!, 0, Tolerance);
        string Number(string field) => ((double)report[field]!).ToString("0.###", CultureInfo.InvariantCulture);
        output.WriteLine(
            $"| {name} | {report["parameters"]} | {report["macs"]} | {report["activations"]} | {Number("prove_seconds")} | {report["proof_bytes"]} | {report["gas"]} | {report["peak_rss_bytes"]} |");
    }

    [ModelsTheory]
    [InlineData("ezkl__lenet_5")]
    public async Task Takes_inputs_as_a_list_of_numbers(string name)
    {
        var folder = Path.Combine(ModelsTheoryAttribute.Root!, name);
        var report = await Zkml.TryAsync(Path.Combine(folder, "model.onnx"), "--input", Path.Combine(folder, "input.json"), "--no-evm");
        Assert.InRange((double)report["max_rel_error"]!, 0, Tolerance);
    }

    [ModelsTheory]
    [InlineData("ezkl__lstm_medium", "LSTM")]
    [InlineData("onnxmltools__test_xgb", "ai.onnx.ml")]
    public async Task Says_what_it_does_not_support(string name, string what)
    {
        var result = await Zkml.RunAsync("try", Path.Combine(ModelsTheoryAttribute.Root!, name, "model.onnx"), "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("ZKML1002: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(what, result.Errors, StringComparison.Ordinal);
    }
}
