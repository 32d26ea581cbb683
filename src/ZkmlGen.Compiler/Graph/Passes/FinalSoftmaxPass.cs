using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>
/// Softmax or LogSoftmax over axes First to Last: only between import and <see cref="FinalSoftmaxPass"/>, never in a finished graph.
/// </summary>
internal sealed record FinalSoftmax(int First, int Last) : Operator;

/// <summary>
/// Leaves out softmaxes whose results are model outputs, with a warning, and those that only an ArgMax reads, which is the same with
/// and without. Any other softmax is an error.
/// </summary>
internal static class FinalSoftmaxPass
{
    /// <summary>Changes the graph and returns the warnings.</summary>
    /// <param name="graph">A graph as it comes from the importer.</param>
    /// <param name="place">Opset and file, for messages.</param>
    public static IReadOnlyList<ModelDiagnostic> Run(ModelGraph graph, string place)
    {
        var softmaxes = graph.Nodes.Where(node => node.Operator is FinalSoftmax).ToDictionary(node => node.Output);
        if (softmaxes.Count == 0) return [];
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                if (softmaxes.TryGetValue(input, out var softmax) && !IsInvariant(node.Operator, (FinalSoftmax)softmax.Operator))
                    throw NotLast(softmax, node, place);
            }
        }
        var warnings = graph.Outputs.Where(softmaxes.ContainsKey).Select(output => Warning(softmaxes[output], output, place)).ToList();
        Remove(graph, softmaxes);
        return warnings;
    }

    private static bool IsInvariant(Operator reader, FinalSoftmax softmax) =>
        reader is ArgMax argMax && argMax.Axis >= softmax.First && argMax.Axis <= softmax.Last;

    private static void Remove(ModelGraph graph, Dictionary<Value, Node> softmaxes)
    {
        Value Source(Value value) => softmaxes.TryGetValue(value, out var softmax) ? softmax.Inputs[0] : value;
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (!node.Inputs.Any(softmaxes.ContainsKey)) continue;
            graph.Nodes[i] = node with { Inputs = [.. node.Inputs.Select(Source)] };
            node.Output.Producer = graph.Nodes[i];
        }
        for (var i = 0; i < graph.Outputs.Count; i++) graph.Outputs[i] = Source(graph.Outputs[i]);
        graph.Nodes.RemoveAll(node => node.Operator is FinalSoftmax);
    }

    private static ModelDiagnostic Warning(Node softmax, Value output, string place) => new(DiagnosticIds.SoftmaxLeftOut,
        $"The final {softmax.OnnxOperators} node {Onnx.Quote.Name(softmax.Name)} {place} is left out: the output {Onnx.Quote.Name(output.Name)} " +
        $"holds the values before it, to which the caller may apply {softmax.OnnxOperators}.", false);

    private static ModelException NotLast(Node softmax, Node reader, string place) => new(DiagnosticIds.UnsupportedAttribute,
        $"'{softmax.OnnxOperators}' node {Onnx.Quote.Name(softmax.Name)} {place} is read by the {reader.OnnxOperators} node {Onnx.Quote.Name(reader.Name)}; " +
        $"{softmax.OnnxOperators} is supported only directly before an output.");
}
