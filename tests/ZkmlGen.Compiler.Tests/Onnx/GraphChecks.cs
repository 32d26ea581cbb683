using Xunit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>What every imported graph must satisfy, and comparisons of float results.</summary>
internal static class GraphChecks
{
    /// <summary>Nodes in order, producers set, constants of the right size, and sources that lead to their values in the file.</summary>
    public static void AssertWellFormed(ModelGraph graph, byte[]? file)
    {
        var known = new HashSet<Value>(graph.Inputs);
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                if (input.Constant is { } constant) AssertConstant(node, input, constant, file);
                else Assert.True(known.Contains(input), $"{node.Name} reads {input.Name} before it is made");
            }
            Assert.Same(node, node.Output.Producer);
            Assert.True(known.Add(node.Output), $"{node.Output.Name} is made twice");
        }
        Assert.All(graph.Outputs, output => Assert.Contains(output, known));
        Assert.Equal(graph.Outputs.Count, graph.Outputs.Distinct().Count());
    }

    /// <summary>Relative error against the largest expected magnitude below 1e-4.</summary>
    public static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {actual.Count} numbers instead of {expected.Count}");
        var scale = Math.Max(1e-3, expected.Count == 0 ? 0 : expected.Max(value => float.IsFinite(value) ? Math.Abs(value) : 0));
        for (var i = 0; i < expected.Count; i++)
        {
            var close = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-4 * scale;
            Assert.True(close, $"{what}: element {i} is {actual[i]} instead of {expected[i]}");
        }
    }

    /// <summary>Softmax of one row.</summary>
    public static float[] Softmax(float[] logits)
    {
        var powers = logits.Select(value => Math.Exp(value - logits.Max())).ToArray();
        return [.. powers.Select(power => (float)(power / powers.Sum()))];
    }

    private static void AssertConstant(Node node, Value value, ConstantTensor constant, byte[]? file)
    {
        Assert.True(constant.Values.Length == Shapes.Count(value.Shape), $"{node.Name}: constant {value.Name} has the wrong size");
        if (file is null || constant.Source is not { File: null } source) return;
        var offsets = Shapes.Offsets(value.Shape, source.Strides, 0);
        for (var i = 0; i < offsets.Length; i++)
        {
            var stored = Stored(file, source, offsets[i]);
            if (constant.OutputFactors is { } factors) stored *= factors[OutputChannel(node, value, i)];
            Assert.Equal((float)stored, constant.Values[i], 1e-6 * Math.Abs(stored) + 1e-12);
        }
    }

    private static int OutputChannel(Node node, Value weights, int element) => node.Operator is Convolution
        ? element / Shapes.Count(weights.Shape[1..])
        : element % weights.Shape[^1];

    private static double Stored(byte[] file, ConstantSource source, int element)
    {
        var at = (int)source.FileOffset;
        return source.Type switch
        {
            ElementType.Float32 => BitConverter.ToSingle(file, at + 4 * element),
            ElementType.Float64 => BitConverter.ToDouble(file, at + 8 * element),
            ElementType.Float16 => (double)BitConverter.ToHalf(file, at + 2 * element),
            ElementType.Int64 => BitConverter.ToInt64(file, at + 8 * element),
            _ => BitConverter.ToInt32(file, at + 4 * element),
        };
    }
}
