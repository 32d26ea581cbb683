using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>
/// What an operator's builder sees: the node's operands and attributes, ways to add normalised operators, and exceptions that name the
/// node, the operator, the opset and the file.
/// </summary>
internal sealed class NodeContext
{
    private readonly GraphBuilder builder;
    private readonly OnnxNode proto;
    private readonly Operand?[] inputs;
    private readonly Operand?[] outputs;
    private int emitted;

    public NodeContext(GraphBuilder builder, OnnxNode proto, Operand?[] inputs, int opset)
    {
        (this.builder, this.proto, this.inputs, Opset) = (builder, proto, inputs, opset);
        outputs = new Operand?[proto.Outputs.Count];
        Attributes = new AttributeSet(this, proto);
    }

    public string OpType => proto.OpType;
    public int Opset { get; }
    public AttributeSet Attributes { get; }
    public int InputCount => inputs.Length;
    public int OutputCount => outputs.Length;
    /// <summary>What the builder has set; null for outputs it doesn't support.</summary>
    public IReadOnlyList<Operand?> Outputs => outputs;

    /// <summary>An optional input.</summary>
    public Operand? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>A required input.</summary>
    public Operand Input(int index) => Optional(index) ?? throw Broken($"lacks input {index}");

    /// <summary>A required input of a floating type, or any constant.</summary>
    public Operand FloatInput(int index)
    {
        var input = Input(index);
        var folds = inputs.All(other => other is null || other.IsConstant);
        return folds || NumberFormats.IsFloat(input.Type) ? input : throw WrongType(input);
    }

    /// <summary>All inputs, of which there must be at least one, of floating types unless all are constant.</summary>
    public Operand[] FloatInputs() =>
        inputs.Length > 0 ? [.. inputs.Select((_, index) => FloatInput(index))] : throw Broken("has no inputs");

    /// <summary>An input that must be a constant.</summary>
    public Tensor ConstantInput(int index, string role) => Input(index).Constant
        ?? throw Unsupported($"{role} ({Quote.Name(Input(index).Name)}) must be a constant, but it is computed from the model's inputs");

    /// <summary>An optional input that must be a constant of integers.</summary>
    public long[]? OptionalIntegers(int index, string role) => Optional(index) is null ? null : Integers(index, role);

    /// <summary>An input that must be a constant of integers.</summary>
    public long[] Integers(int index, string role)
    {
        var tensor = ConstantInput(index, role);
        return tensor.IsFloat ? throw WrongType(Input(index)) : tensor.Integers;
    }

    /// <summary>An input or attribute that has moved from the one to the other in some opset.</summary>
    public long[]? IntegersFrom(string attribute, int input, int opset) =>
        Opset < opset ? Attributes.Ints(attribute) : OptionalIntegers(input, attribute);

    /// <summary>Sets an output of the node.</summary>
    public void SetOutput(int index, Operand value)
    {
        if (index >= outputs.Length) return;
        if (!value.IsConstant) builder.Rename(value.Value, proto.Outputs[index]);
        outputs[index] = value;
    }

    /// <summary>Sets the first output, which every node must have.</summary>
    public void SetOutput(Operand value) => SetOutput(0, value);

    /// <summary>Adds a normalised operator; with constant operands only, its value is computed instead.</summary>
    public Operand Emit(Operator op, long[] shape, params Operand[] operands) => Emit(op, CheckedShape(shape), operands);

    /// <summary>Adds a normalised operator; with constant operands only, its value is computed instead.</summary>
    public Operand Emit(Operator op, int[] shape, params Operand[] operands)
    {
        var type = operands[0].Type;
        var name = FirstOutput + "/" + ++emitted;
        if (operands.All(operand => operand.IsConstant)) return Operand.Of(name, builder.Fold(this, op, shape, operands));
        CheckedShape([.. shape.Select(extent => (long)extent)]);
        return Operand.Of(builder.Add(NodeName, OpType, op, [.. operands.Select(operand => operand.Value)], new Value(name, shape)), type);
    }

    /// <summary>An operand for a constant made here, or for a stored one moved.</summary>
    public Operand Constant(Tensor tensor, string? name = null) => Operand.Of(name ?? FirstOutput + "/constant", tensor);

    /// <summary>Counts the elements of a constant about to be computed against the limit.</summary>
    public void CheckFolded(long elements) => builder.CheckFolded(this, elements);

    /// <summary>Refuses shapes of activations that are empty or too large.</summary>
    public int[] CheckedShape(long[] shape)
    {
        var count = 1L;
        foreach (var extent in shape)
        {
            if (extent < 1 || extent > Limits.ActivationElements || (count *= extent) > Limits.ActivationElements || shape.Length > Limits.Rank)
                throw BadShape($"makes a tensor of shape {Quote.Shape(shape)}, which is empty or too large");
        }
        return [.. shape.Select(extent => (int)extent)];
    }

    /// <summary>An axis, counted from the end if negative.</summary>
    public int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank) throw BadShape($"has axis {axis} for a tensor with {rank} dimensions");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Distinct axes, in ascending order.</summary>
    public int[] Axes(IEnumerable<long> axes, int rank)
    {
        int[] sorted = [.. axes.Take(Limits.Rank + 1).Select(axis => Axis(axis, rank)).OrderBy(axis => axis)];
        return sorted.Distinct().Count() == sorted.Length ? sorted : throw BadShape("names an axis twice");
    }

    /// <summary>Decodes a tensor of an attribute.</summary>
    public Tensor Decode(OnnxTensor tensor) => builder.Decode(tensor);

    public ModelException Unsupported(string what) => new(DiagnosticIds.UnsupportedAttribute, $"{Subject}: {what}.");

    public ModelException BadShape(string what) => new(DiagnosticIds.Shape, $"{Subject} {what}.");

    public ModelException Broken(string what) => new(DiagnosticIds.BrokenFile, $"{Subject} {what}.");

    public ModelException WrongType(Operand operand) => new(DiagnosticIds.ElementType,
        $"{Subject} has the operand {Quote.Name(operand.Name)} of type {operand.Type}, which is not supported there; cast it to float first.");

    private string FirstOutput => proto.Outputs.FirstOrDefault(output => output.Length > 0) ?? NodeName;
    private string NodeName => proto.Name.Length > 0 ? proto.Name : proto.Outputs.FirstOrDefault() ?? proto.OpType;
    private string Subject => builder.Subject(proto);
}
