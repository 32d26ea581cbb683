using System.Diagnostics;
using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>
/// Public models with recorded inputs and outputs. ZKML_MODELS names a folder with one folder per model, each with model.onnx and sets of
/// input_0.pb and output_0.pb; without it these tests do nothing.
/// </summary>
public class ReferenceModelTests
{
    private static readonly Dictionary<string, int> NoDimensions = [];

    public static TheoryData<string> Models => new(
        "libonnx__mnist_8", "ezkl__lenet_5", "vnncomp21__mnist-net_256x2", "vnncomp21__Convnet_maxpool", "vnncomp21__resnet_2b",
        "deep-prove__cnn-cifar-01", "deep-prove__mlp-iris-01", "winml__Network_92", "vnncomp21__ACASXU_run2a_1_1_batch_2000",
        "hls4ml__three_layer_keras", "ezkl__ltsf", "tfl2onnx__mlperf-tiny_ad01_fp32", "tfl2onnx__mlperf-tiny_kws_ref_model_float32",
        "tfl2onnx__tflm_hello_world_float");

    [Theory]
    [MemberData(nameof(Models))]
    public void Outputs_agree_with_the_recorded_ones(string model)
    {
        if (ModelFolder(model) is not { } folder) return;
        var bytes = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        var result = OnnxImporter.Import(bytes, "model.onnx", folder, NoDimensions);
        GraphChecks.AssertWellFormed(result.Graph, bytes);
        var sets = Directory.GetDirectories(folder).Where(set => File.Exists(Path.Combine(set, "output_0.pb"))).ToList();
        Assert.NotEmpty(sets);
        foreach (var set in sets)
        {
            var inputs = result.Graph.Inputs.Select((_, i) => Read(Path.Combine(set, $"input_{i}.pb"))).ToList();
            var expected = Read(Path.Combine(set, "output_0.pb"));
            var output = new FloatEvaluator(result.Graph).Evaluate(inputs)[result.Graph.Outputs[0]];
            GraphChecks.AssertClose(expected, result.Warnings.Any() ? GraphChecks.Softmax(output) : output, $"{model} {Path.GetFileName(set)}");
        }
    }

    [Theory]
    [InlineData("ezkl__lstm_medium", "LSTM")]
    [InlineData("ezkl__mnist_gan", "Elu")]
    [InlineData("tract__linear_classifier", "ai.onnx.ml::LinearClassifier")]
    public void Models_out_of_scope_name_the_operator(string model, string op)
    {
        if (ModelFolder(model) is not { } folder) return;
        var bytes = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        var error = Assert.Throws<ModelException>(() => OnnxImporter.Import(bytes, "model.onnx", folder, NoDimensions));
        Assert.Equal(DiagnosticIds.UnsupportedOperator, error.Id);
        Assert.Contains($"'{op}'", error.Message);
        Assert.Contains("opset", error.Message);
        Assert.Contains("'model.onnx'", error.Message);
    }

    private static float[] Read(string file) => TensorFile.Read(File.ReadAllBytes(file), file).Values;

    private static string? ModelFolder(string model) =>
        Environment.GetEnvironmentVariable("ZKML_MODELS") is { Length: > 0 } root ? Path.Combine(root, model) : null;
}
