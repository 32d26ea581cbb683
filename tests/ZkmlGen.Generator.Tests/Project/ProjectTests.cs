using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Project;

/// <summary>The model of this very project, through the shipped build files and the generator as an analyzer.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void TheProjectHasItsCircuit()
    {
        var circuit = Assert.Single(ZkCircuitAttribute.Of(typeof(Digits).Assembly));
        Assert.Equal(typeof(Digits), circuit.Model);
        Assert.Equal("Digits", circuit.Create().Description.Name);
    }

    [Fact]
    public void InferenceIsNearTheFloatModel()
    {
        var file = File.ReadAllBytes(Repository.File("samples/Digits/digits.onnx"));
        var graph = OnnxImporter.Import(file, "digits.onnx", null, new Dictionary<string, int>()).Graph;
        var random = new Random(2);
        var pixels = Enumerable.Range(0, graph.Inputs[0].Shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)random.NextDouble()).ToArray();
        var expected = new FloatEvaluator(graph).Evaluate([pixels])[graph.Outputs[0]];
        var actual = Digits.Infer(pixels);
        var range = expected.Max() - expected.Min();
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.03 * range));
    }
}
