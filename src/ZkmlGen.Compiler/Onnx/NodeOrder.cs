using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>
/// Finds the nodes that the outputs need, in an order in which each comes after those it reads, and refuses graphs that have none.
/// </summary>
internal sealed class NodeOrder
{
    private readonly OnnxGraph graph;
    private readonly string file;
    private readonly Func<string, bool> isGiven;
    private readonly Dictionary<string, int> producers = [];

    /// <param name="graph">The graph.</param>
    /// <param name="file">For messages.</param>
    /// <param name="isGiven">True for the names of inputs and initialisers.</param>
    public NodeOrder(OnnxGraph graph, string file, Func<string, bool> isGiven)
    {
        (this.graph, this.file, this.isGiven) = (graph, file, isGiven);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var output in graph.Nodes[i].Outputs.Where(name => name.Length > 0))
            {
                if (producers.ContainsKey(output) || isGiven(output)) throw Broken($"the name {Quote.Name(output)} stands for two tensors");
                producers[output] = i;
            }
        }
    }

    /// <summary>Conv node 'name'.</summary>
    public static string Describe(OnnxNode node) =>
        $"{Quote.Name(OperatorsName(node))} node {Quote.Name(node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? "")}";

    /// <summary>The needed nodes, in order.</summary>
    public List<OnnxNode> Needed()
    {
        // Depth first with an explicit stack: hostile graphs can be a million nodes deep.
        var order = new List<OnnxNode>();
        var state = new byte[graph.Nodes.Count];
        var stack = new Stack<(int Node, int Input)>();
        foreach (var output in graph.Outputs)
        {
            if (Producer(output.Name, null) is { } root) Visit(root);
        }
        return order;

        void Visit(int root)
        {
            if (state[root] == 0) stack.Push((root, 0));
            while (stack.Count > 0)
            {
                var (node, input) = stack.Pop();
                if (Step(node, input)) continue;
                state[node] = 2;
                order.Add(graph.Nodes[node]);
            }
        }

        bool Step(int node, int input)
        {
            state[node] = 1;
            for (var inputs = graph.Nodes[node].Inputs; input < inputs.Count; input++)
            {
                if (inputs[input].Length == 0 || Producer(inputs[input], graph.Nodes[node]) is not { } next || state[next] == 2) continue;
                if (state[next] == 1)
                    throw Broken($"its graph has a cycle through {Describe(graph.Nodes[node])} and {Describe(graph.Nodes[next])}");
                stack.Push((node, input + 1));
                stack.Push((next, 0));
                return true;
            }
            return false;
        }
    }

    private int? Producer(string name, OnnxNode? reader)
    {
        if (producers.TryGetValue(name, out var node)) return node;
        if (isGiven(name)) return null;
        throw Broken(reader is null
            ? $"nothing makes the output {Quote.Name(name)}"
            : $"{Describe(reader)} reads {Quote.Name(name)}, which nothing makes");
    }

    private static string OperatorsName(OnnxNode node) => Operators.OnnxOperators.FullName(node);

    private ModelException Broken(string what) =>
        new(DiagnosticIds.BrokenFile, $"{Quote.Name(file)} is not a valid ONNX model: {what}. Export the model again.");
}
