using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>Public models from the folder that ZKML_MODELS names.</summary>
public sealed class ReferenceModelTests
{
    // Names of folders in it; the text of larger networks grows with layers, not with weights.
    private const int MaximumText = 150_000;

    [Theory]
    [InlineData("libonnx__mnist_8")]
    [InlineData("ezkl__lenet_5")]
    [InlineData("vnncomp21__resnet_2b")]
    [InlineData("vnncomp21__Convnet_maxpool")]
    [InlineData("deep-prove__cnn-cifar-01")]
    [InlineData("winml__Network_92")]
    public void GeneratedCodeAgreesWithTheOracles(string name)
    {
        if (Environment.GetEnvironmentVariable("ZKML_MODELS") is not { Length: > 0 } root) return;
        var folder = Path.Combine(root, name);
        var file = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        var graph = OnnxImporter.Import(file, "model.onnx", folder, new Dictionary<string, int>()).Graph;
        var random = new Random(1);
        var inputs = graph.Inputs.Select(input =>
            Enumerable.Range(0, input.Shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.NextDouble()).ToArray()).ToArray();
        var model = ModelCompiler.Compile(graph, CompilerOptions.Default("Network"), [new CalibrationSample(inputs)], []);
        Assert.InRange(Compilation.GeneratedAssembly.Emit(model).Files.Sum(source => source.Text.Length), 0, MaximumText);
        var checks = new CircuitChecks(model, file);
        checks.Witness(checks.Weights(), inputs);
        checks.Fixed();
    }
}
