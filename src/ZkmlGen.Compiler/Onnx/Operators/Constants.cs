using System;
using System.Linq;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Operators whose results are always constants here: Constant, ConstantOfShape, Range, Shape, Size.</summary>
internal static class Constants
{
    public static void Constant(NodeContext node)
    {
        var attributes = node.Attributes;
        var value = attributes.Tensor("value");
        if (attributes.Has("value_float")) value ??= new(OnnxType.Float, [], [attributes.Float("value_float", 0)], null);
        if (attributes.Floats("value_floats") is { } floats) value ??= new(OnnxType.Float, [floats.Length], floats);
        if (attributes.Has("value_int")) value ??= new(OnnxType.Int64, [], [attributes.Int("value_int", 0)]);
        if (attributes.Ints("value_ints") is { } integers) value ??= Tensor.Vector(integers);
        attributes.CheckAllRead();
        node.SetOutput(node.Constant(value ?? throw node.Broken("has no value")));
    }

    public static void ConstantOfShape(NodeContext node)
    {
        var target = node.Integers(0, "the shape");
        var value = node.Attributes.Tensor("value") ?? Tensor.Scalar(0);
        if (target.Length > Limits.Rank || target.Any(extent => extent is < 0 or > Limits.Elements))
            throw node.BadShape($"makes a tensor of shape {Quote.Shape(target)}");
        if (value.Count != 1) throw node.BadShape("has a value that is not one number");
        int[] shape = [.. target.Select(extent => (int)extent)];
        node.SetOutput(Moves.Broadcast(node, node.Constant(value.Reshape([])), shape));
    }

    public static void Range(NodeContext node)
    {
        Tensor start = Number(node, 0), limit = Number(node, 1), delta = Number(node, 2);
        double first = start.ToFloats()[0], step = delta.ToFloats()[0], last = limit.ToFloats()[0];
        var count = Math.Max(0, Math.Ceiling((last - first) / step));
        if (double.IsNaN(count) || count > Limits.Elements) throw node.BadShape($"makes a range from {first} to {last} in steps of {step}");
        node.CheckFolded((long)count);
        var indices = Enumerable.Range(0, (int)count);
        node.SetOutput(node.Constant(start.IsFloat
            ? new Tensor(start.Type, [(int)count], [.. indices.Select(i => (float)(first + i * step))])
            : new Tensor(start.Type, [(int)count], [.. indices.Select(i => start.Integers[0] + i * delta.Integers[0])])));
    }

    public static void Shape(NodeContext node)
    {
        var shape = node.Input(0).Shape;
        long start = Clamp(node.Attributes.Int("start", 0), shape.Length), end = Clamp(node.Attributes.Int("end", long.MaxValue), shape.Length);
        node.SetOutput(node.Constant(Tensor.Vector([.. shape.Skip((int)start).Take((int)Math.Max(0, end - start)).Select(extent => (long)extent)])));
    }

    public static void Size(NodeContext node) =>
        node.SetOutput(node.Constant(new Tensor(OnnxType.Int64, [], [Moves.Count(node, node.Input(0).Shape)])));

    private static long Clamp(long axis, int rank) => Math.Min(Math.Max(axis < 0 ? axis + rank : axis, 0), rank);

    private static Tensor Number(NodeContext node, int index)
    {
        var tensor = node.ConstantInput(index, "a bound");
        return tensor.Count == 1 && tensor.Type == node.Input(0).Type
            ? tensor
            : throw node.BadShape("has bounds that are not numbers of one type");
    }
}
