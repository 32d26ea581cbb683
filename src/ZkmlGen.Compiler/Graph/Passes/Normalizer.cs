using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>
/// Rebuilds a graph node by node; each node may first be merged with those that feed it: movements with movements, scales and shifts with
/// convolutions and dense layers.
/// </summary>
internal sealed class Normalizer
{
    // Bounds how often one node moves up its chain, and so the stack.
    private const int MaxDepth = 24;

    private readonly List<Node> nodes = [];
    private readonly HashSet<Node> removed = [];
    private readonly Dictionary<Value, Value> replaced = [];
    private readonly Dictionary<Value, int> uses = [];
    private int depth;

    private Normalizer(ModelGraph source)
    {
        foreach (var value in source.Nodes.SelectMany(node => node.Inputs).Concat(source.Outputs)) Count(value, 1);
    }

    /// <summary>The normalised graph, with the given names for its outputs.</summary>
    public static ModelGraph Run(ModelGraph source, IReadOnlyList<string> outputNames)
    {
        var normalizer = new Normalizer(source);
        foreach (var node in source.Nodes)
        {
            var result = normalizer.Add(node with { Inputs = [.. node.Inputs.Select(normalizer.Current)] });
            if (result != node.Output) normalizer.Replace(node.Output, result);
        }
        return normalizer.Finish(source, outputNames);
    }

    /// <summary>True when the value is read once only, so that its node can be merged into the reader.</summary>
    public bool IsUsedOnce(Value value) => uses.TryGetValue(value, out var count) && count == 1;

    /// <summary>
    /// Adds a node, merged with its producers where a rule says so; the result may be another value than the node's output.
    /// </summary>
    public Value Add(Node node)
    {
        depth++;
        var result = depth > MaxDepth
            ? null
            : MovementRules.Apply(this, node) ?? AffineRules.Apply(this, node) ?? ScaleRules.Apply(this, node);
        depth--;
        return result ?? Append(node);
    }

    /// <summary>Takes out a node whose output only the node being added reads.</summary>
    public void Remove(Node node) => removed.Add(node);

    /// <summary>A new value between two nodes that a rule makes, read once.</summary>
    public Value Intermediate(Value like, int[] shape)
    {
        var value = new Value(like.Name + "/moved", shape);
        Count(value, 1);
        return value;
    }

    /// <summary>Records that a reader of one value now reads another.</summary>
    public void Redirect(Value from, Value to)
    {
        Count(from, -1);
        Count(to, 1);
    }

    private Value Current(Value value) => replaced.TryGetValue(value, out var current) ? current : value;

    private void Replace(Value old, Value by)
    {
        replaced[old] = by;
        // The readers of the old value read the other one instead of the node that made the old one.
        if (uses.TryGetValue(old, out var count)) Count(by, count - 1);
    }

    private void Count(Value value, int change) => uses[value] = (uses.TryGetValue(value, out var count) ? count : 0) + change;

    private Value Append(Node node)
    {
        node.Output.Producer = node;
        nodes.Add(node);
        return node.Output;
    }

    private ModelGraph Finish(ModelGraph source, IReadOnlyList<string> outputNames)
    {
        var graph = new ModelGraph(source.Name);
        graph.Inputs.AddRange(source.Inputs);
        var needed = new HashSet<Value>();
        for (var i = 0; i < source.Outputs.Count; i++)
        {
            var value = Current(source.Outputs[i]);
            // An output that is an input, or is already another output, is copied: each output has a value of its own.
            if (value.Producer is null || needed.Contains(value))
                value = Append(new Node(outputNames[i], "Identity", new Reshape(), [value], new Value(outputNames[i], value.Shape)));
            value.Name = outputNames[i];
            graph.Outputs.Add(value);
            needed.Add(value);
        }
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (removed.Contains(nodes[i]) || !needed.Contains(nodes[i].Output)) continue;
            needed.UnionWith(nodes[i].Inputs);
            graph.Nodes.Add(nodes[i]);
        }
        graph.Nodes.Reverse();
        return graph;
    }
}
