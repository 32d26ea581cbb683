using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// The output form that reveals the index of the largest score only. While the precision is chosen the scores remain an output, a hidden one: they say how
/// far the quantised network is from the float model, an index does not.
/// </summary>
internal static class TopClass
{
    /// <summary>The graph with the index behind its output, the scores, which stays the first output.</summary>
    /// <exception cref="ModelException">There are several outputs, or only one score.</exception>
    public static ModelGraph Append(ModelGraph graph)
    {
        if (graph.Outputs.Count != 1 || Shapes.Count(graph.Outputs[0].Shape) < 2)
            throw new ModelException(DiagnosticIds.ContradictoryDisclosure,
                $"Model '{graph.Name}' has {graph.Outputs.Count} output(s) with {string.Join(", ", graph.Outputs.Select(output => Shapes.Count(output.Shape)))} value(s): the output form TopClass is for models with one output of at least two scores.");
        var result = new ModelGraph(graph.Name);
        result.Inputs.AddRange(graph.Inputs);
        result.Nodes.AddRange(graph.Nodes);
        var scores = graph.Outputs[0];
        var flat = Add(result, new Reshape(), scores, $"{scores.Name} flat", Shapes.Count(scores.Shape));
        result.Outputs.AddRange([scores, Add(result, new ArgMax(0, SelectLast: false), flat, $"{scores.Name} class", 1)]);
        return result;
    }

    private static Value Add(ModelGraph graph, Operator function, Value input, string name, int size)
    {
        var value = new Value(name, [size]);
        value.Producer = new Node(name, nameof(OutputForm.TopClass), function, [input], value);
        graph.Nodes.Add(value.Producer);
        return value;
    }
}
