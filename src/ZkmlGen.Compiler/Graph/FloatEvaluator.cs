using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph.Kernels;

namespace ZkmlGen.Compiler.Graph;

/// <summary>Runs a graph in floating point: singles between operators, doubles within them.</summary>
public sealed class FloatEvaluator(ModelGraph graph)
{
    /// <summary>Values of all inputs and all node outputs.</summary>
    /// <param name="inputs">One array per model input, row-major, of the input's size.</param>
    public IReadOnlyDictionary<Value, float[]> Evaluate(IReadOnlyList<float[]> inputs)
    {
        if (inputs.Count != graph.Inputs.Count)
            throw new ArgumentException($"The model has {graph.Inputs.Count} inputs, but {inputs.Count} were given.", nameof(inputs));
        var values = new Dictionary<Value, float[]>();
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Length != Shapes.Count(graph.Inputs[i].Shape))
                throw new ArgumentException(
                    $"Input {i} needs {Shapes.Count(graph.Inputs[i].Shape)} numbers, but {inputs[i].Length} were given.", nameof(inputs));
            values[graph.Inputs[i]] = inputs[i];
        }
        foreach (var node in graph.Nodes)
        {
            var operands = node.Inputs.Select(input => new FloatOperand(input.Constant?.Values ?? values[input], input.Shape));
            values[node.Output] = FloatKernels.Apply(node.Operator, [.. operands], node.Output.Shape);
        }
        return values;
    }
}
