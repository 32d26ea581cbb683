using System.Runtime.InteropServices;
using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Quantisation;

namespace ZkmlGen.Compiler.Tests.Lowering;

/// <summary>A small graph built in code, with its constants in a file image, so that sources and strides are used.</summary>
internal sealed class TestModel(int seed = 1)
{
    private readonly Random random = new(seed);
    private readonly List<byte> file = [0, 0, 0, 0];
    private int names;

    public ModelGraph Graph { get; } = new("test");

    public Value Input(params int[] shape)
    {
        var value = new Value($"input{Graph.Inputs.Count}", shape);
        Graph.Inputs.Add(value);
        return value;
    }

    /// <summary>Random numbers in the file.</summary>
    public Value Weights(double magnitude, params int[] shape) => Stored(shape, Numbers(shape, -magnitude, magnitude));

    /// <summary>Numbers in the file.</summary>
    public Value Stored(int[] shape, float[] numbers)
    {
        var offset = file.Count;
        file.AddRange(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return new Value($"w{names++}", shape) { Constant = new ConstantTensor(numbers, new ConstantSource(null, offset, ElementType.Float32, Shapes.Strides(shape))) };
    }

    /// <summary>Numbers that stand nowhere.</summary>
    public Value Computed(int[] shape, params float[] numbers) => new($"c{names++}", shape) { Constant = new ConstantTensor(numbers, null) };

    public Value Add(Operator op, int[] shape, params Value[] inputs)
    {
        var output = new Value($"v{names++}", shape);
        var node = new Node($"node{names}", op.GetType().Name, op, inputs, output);
        output.Producer = node;
        Graph.Nodes.Add(node);
        return output;
    }

    public Value Convolve(Value x, int outputs, int kernel, int stride = 1, int pad = 0, int groups = 1, int dilation = 1)
    {
        int Extent(int d) => (x.Shape[d] + 2 * pad - dilation * (kernel - 1) - 1) / stride + 1;
        var weights = Weights(0.5, outputs, x.Shape[1] / groups, kernel, kernel);
        var op = new Convolution([kernel, kernel], [stride, stride], [pad, pad], [pad, pad], [dilation, dilation], groups);
        return Add(op, [1, outputs, Extent(2), Extent(3)], x, weights, Weights(0.5, outputs));
    }

    public Value Multiply(Value x, int outputs) =>
        Add(new Dense(), [.. x.Shape[..^1], outputs], x, Weights(0.5, x.Shape[^1], outputs), Weights(0.5, outputs));

    public Value Relu(Value x) => Add(new Relu(), x.Shape, x);

    public float[] Numbers(int[] shape, double low, double high) =>
        [.. Enumerable.Range(0, Shapes.Count(shape)).Select(_ => (float)(low + (high - low) * random.NextDouble()))];

    public byte[] Read(string? _) => [.. file];

    /// <summary>Compiles the graph with the given outputs and fixed bits, and checks circuit and results on fresh random inputs.</summary>
    /// <returns>The compiled model.</returns>
    public CompiledModel Check(double tolerance, Value[] outputs, int bits = 12, double low = -1, double high = 1)
    {
        Graph.Outputs.AddRange(outputs);
        var calibration = Enumerable.Range(0, 6).Select(_ => new CalibrationSample(Sample(low, high))).ToArray();
        var compiled = ModelCompiler.Compile(Graph, CompilerOptions.Default("Test") with { ValueBits = bits }, calibration, []);
        Assert.Empty(CircuitChecker.Check(compiled));
        AssertSymmetricCodec(compiled.Circuit);
        var interpreter = new CircuitInterpreter(compiled.Circuit, TileLoader.Load(compiled.Circuit.Size, compiled.Weights, Read));
        foreach (var sample in calibration.Skip(4))
        {
            var expected = new FloatEvaluator(Graph).Evaluate(sample.Inputs);
            var actual = interpreter.Run(sample.Inputs).Outputs;
            for (var o = 0; o < outputs.Length; o++)
                Assert.InRange(Precision.Difference(actual[o], expected[outputs[o]]) / Precision.Range(expected[outputs[o]]), 0, tolerance);
        }
        return compiled;
    }

    public CompiledModel Check(double tolerance, Value output, int bits = 12, double low = -1, double high = 1) => Check(tolerance, [output], bits, low, high);

    private float[][] Sample(double low, double high) => [.. Graph.Inputs.Select(input => Numbers(input.Shape, low, high))];

    private static void AssertSymmetricCodec(CircuitDescription circuit) => Assert.Equal(circuit, CircuitCodec.Decode(CircuitCodec.Encode(circuit)));
}
