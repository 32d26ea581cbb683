using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>A tensor as an ONNX node sees it: a constant or an activation, with its ONNX element type.</summary>
internal sealed class Operand
{
    private Value? value;

    private Operand(string name, OnnxType type, int[] shape) => (Name, Type, Shape) = (name, type, shape);

    /// <summary>A constant.</summary>
    public static Operand Of(string name, Tensor constant) => new(name, constant.Type, constant.Shape) { Constant = constant };

    /// <summary>An activation; integer types are those of inputs and of ArgMax.</summary>
    public static Operand Of(Value activation, OnnxType type) => new(activation.Name, type, activation.Shape) { value = activation };

    public string Name { get; }
    public OnnxType Type { get; }
    public int[] Shape { get; }
    public int Rank => Shape.Length;
    /// <summary>Null for activations.</summary>
    public Tensor? Constant { get; private init; }
    public bool IsConstant => Constant is not null;

    /// <summary>The graph's value; a constant gets one (always the same) when a node needs it.</summary>
    public Value Value => value ??= new Value(Name, Shape) { Constant = new ConstantTensor(Constant!.ToFloats(), Constant.Source) };

    /// <summary>The same tensor with another type tag.</summary>
    public Operand As(OnnxType type) => type == Type ? this : Constant is { } constant ? Of(Name, constant.As(type)) : Of(Value, type);
}
