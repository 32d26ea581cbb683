using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Quantisation;

namespace ZkmlGen.Compiler.Tests.Lowering;

/// <summary>Circuits of public models, evaluated from their description alone; nothing is run without ZKML_MODELS.</summary>
public class ReferenceModelCircuitTests
{
    public static TheoryData<string> Models => new(ReferenceModel.Names);

    [Theory]
    [MemberData(nameof(Models))]
    public void Circuit_agrees_with_the_float_model(string name)
    {
        if (ReferenceModel.Load(name) is not { } model) return;
        var calibration = model.Samples.Select(sample => new CalibrationSample(sample)).ToArray();
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Model"), calibration, []);
        Assert.Empty(CircuitChecker.Check(compiled));

        var interpreter = new CircuitInterpreter(compiled.Circuit, TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read));
        foreach (var sample in model.Samples)
        {
            var expected = new FloatEvaluator(model.Graph).Evaluate(sample);
            var outputs = interpreter.Run(sample).Outputs;
            for (var o = 0; o < outputs.Length; o++)
            {
                var reference = expected[model.Graph.Outputs[o]];
                Assert.InRange(Precision.Difference(outputs[o], reference) / Precision.Range(reference), 0, 0.01);
            }
        }
    }

    [Fact]
    public void Compiling_twice_gives_the_same_bytes()
    {
        if (ReferenceModel.Load("libonnx__mnist_8") is not { } model) return;
        var calibration = new[] { new CalibrationSample(model.Samples[0]) };
        var first = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Model"), calibration, []);
        var second = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Model"), calibration, []);
        Assert.Equal(CircuitCodec.Encode(first.Circuit), CircuitCodec.Encode(second.Circuit));
        Assert.Equal(first, second);
    }
}
