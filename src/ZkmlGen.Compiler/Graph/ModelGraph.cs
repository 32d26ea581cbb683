using System.Collections.Generic;

namespace ZkmlGen.Compiler.Graph;

/// <summary>
/// A neural network with static shapes (batch 1) and normalised operators, in topological order: what the ONNX reader makes and everything
/// behind it reads. Constants are folded; every value is float.
/// </summary>
public sealed class ModelGraph(string name)
{
    /// <summary>Name of the model, for messages.</summary>
    public string Name { get; } = name;
    /// <summary>Model inputs in ONNX order, initialisers excluded.</summary>
    public List<Value> Inputs { get; } = [];
    /// <summary>Model outputs in ONNX order.</summary>
    public List<Value> Outputs { get; } = [];
    /// <summary>Nodes, each after those it reads.</summary>
    public List<Node> Nodes { get; } = [];
}

/// <summary>A tensor of the graph: a model input, a constant or a node's output.</summary>
public sealed class Value(string name, int[] shape)
{
    /// <summary>ONNX name, or one derived from it for values that ONNX has not.</summary>
    public string Name { get; internal set; } = name;
    /// <summary>Static shape, row-major.</summary>
    public int[] Shape { get; } = shape;
    /// <summary>Set for constants.</summary>
    public ConstantTensor? Constant { get; set; }
    /// <summary>Set for a node's output.</summary>
    public Node? Producer { get; set; }
}

/// <summary>An operator applied to values. Constant operands (weights) are inputs too.</summary>
/// <param name="Name">Name of the ONNX node (or of the first of those merged), for messages and generated code.</param>
/// <param name="OnnxOperators">The ONNX operators merged into it, e.g. "Conv+BatchNormalization".</param>
/// <param name="Operator">The normalised operator.</param>
/// <param name="Inputs">Operands.</param>
/// <param name="Output">The result; every normalised operator has one.</param>
public sealed record Node(string Name, string OnnxOperators, Operator Operator, Value[] Inputs, Value Output)
{
    /// <summary>
    /// The ONNX operators of this node and a later one merged; parts of one ONNX node count once, and long chains are cut.
    /// </summary>
    internal string OperatorsWith(Node later) =>
        (later.Name == Name && later.OnnxOperators == OnnxOperators) || OnnxOperators.Length > 100 ? OnnxOperators : OnnxOperators + "+" + later.OnnxOperators;
}

/// <summary>A constant: its float values, and where they stand in the model file, if they stand there (up to output factors).</summary>
/// <param name="Values">Row-major values for the shape of its <see cref="Value"/>, factors included.</param>
/// <param name="Source">Null for values that were computed (folded).</param>
/// <param name="OutputFactors">
/// With a source only: Values[i] = stored number * OutputFactors[o] where o is the output channel of element i, the first index of
/// <see cref="Convolution"/> weights and the last of <see cref="Dense"/> weights. Null for all ones.
/// </param>
public sealed record ConstantTensor(float[] Values, ConstantSource? Source, double[]? OutputFactors = null);

/// <summary>Element with index (i_0, i_1, ...) is the number at byte FileOffset + size (sum i_d Strides[d]) of the file.</summary>
/// <param name="File">Null for the model file itself, else the external data file, relative to the model's folder.</param>
/// <param name="FileOffset">Byte offset of element (0, 0, ...).</param>
/// <param name="Type">Number format in the file.</param>
/// <param name="Strides">In elements, per dimension: transposes and reshapes of a stored tensor keep a source.</param>
public sealed record ConstantSource(string? File, long FileOffset, ElementType Type, int[] Strides);

/// <summary>Number formats of stored tensors (little-endian).</summary>
public enum ElementType
{
    /// <summary>IEEE single.</summary>
    Float32,
    /// <summary>IEEE double.</summary>
    Float64,
    /// <summary>IEEE half.</summary>
    Float16,
    /// <summary>64-bit signed.</summary>
    Int64,
    /// <summary>32-bit signed.</summary>
    Int32,
}
