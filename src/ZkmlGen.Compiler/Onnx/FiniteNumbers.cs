using System;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>Refuses graphs with numbers that no fixed-point format can hold.</summary>
internal static class FiniteNumbers
{
    /// <summary>Checks all constants and factors.</summary>
    public static void Check(ModelGraph graph, string file)
    {
        foreach (var node in graph.Nodes)
        {
            var broken = node.Inputs.FirstOrDefault(input => input.Constant is { } constant && Array.Exists(constant.Values, value => !IsFinite(value)));
            if (broken is not null) throw Error(node, file, $"the tensor {Quote.Name(broken.Name)}");
            if (!HasFiniteParameters(node.Operator)) throw Error(node, file, "an attribute");
        }
    }

    // The bounds of Clip may be infinite.
    private static bool HasFiniteParameters(Operator op) => op switch
    {
        LinearCombination sum => sum.Coefficients.All(IsFinite),
        LeakyRelu leaky => IsFinite(leaky.Slope),
        Padding padding => IsFinite(padding.Fill),
        Clip clip => !double.IsNaN(clip.Low) && !double.IsNaN(clip.High),
        _ => true,
    };

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static ModelException Error(Node node, string file, string what) => new(DiagnosticIds.NotFinite,
        $"{node.OnnxOperators} node {Quote.Name(node.Name)} in {Quote.Name(file)}: {what} has a number that is infinite or not a number.");
}
