using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Functions that exporters use to compute shapes and masks; they are supported for constants only.</summary>
internal static class Logic
{
    public static void Equal(NodeContext node) => Compare(node, (a, b) => a == b, (a, b) => a == b);
    public static void Less(NodeContext node) => Compare(node, (a, b) => a < b, (a, b) => a < b);
    public static void LessOrEqual(NodeContext node) => Compare(node, (a, b) => a <= b, (a, b) => a <= b);
    public static void Greater(NodeContext node) => Compare(node, (a, b) => a > b, (a, b) => a > b);
    public static void GreaterOrEqual(NodeContext node) => Compare(node, (a, b) => a >= b, (a, b) => a >= b);
    public static void And(NodeContext node) => Compare(node, (a, b) => a != 0 && b != 0, (a, b) => (a & b) != 0);
    public static void Or(NodeContext node) => Compare(node, (a, b) => a != 0 || b != 0, (a, b) => (a | b) != 0);
    public static void Not(NodeContext node) => Map(node, x => x, x => x == 0 ? 1 : 0);
    public static void Floor(NodeContext node) => Map(node, Math.Floor, x => x);
    public static void Ceil(NodeContext node) => Map(node, Math.Ceiling, x => x);
    public static void Sqrt(NodeContext node) => Map(node, Math.Sqrt, x => (long)Math.Sqrt(x));
    public static void Exp(NodeContext node) => Map(node, Math.Exp, x => (long)Math.Exp(x));
    public static void Log(NodeContext node) => Map(node, Math.Log, x => x);
    public static void Reciprocal(NodeContext node) => Map(node, x => 1 / x, x => x);

    public static void Mod(NodeContext node)
    {
        Operand a = Constant(node, 0), b = Constant(node, 1);
        var truncated = node.Attributes.Flag("fmod", false);
        if (!b.Constant!.IsFloat && b.Constant.Integers.Any(value => value is 0 or -1)) throw node.BadShape("divides integers by 0 or -1");
        node.SetOutput(ConstantMath.Binary(
            node, a, b, (x, y) => truncated ? x % y : x - Math.Floor(x / y) * y, (x, y) => truncated || x % y == 0 || x < 0 == y < 0 ? x % y : x % y + y));
    }

    public static void Where(NodeContext node)
    {
        Operand condition = Constant(node, 0), a = Constant(node, 1), b = Constant(node, 2);
        if (condition.Constant!.IsFloat) throw node.WrongType(condition);
        if (a.Constant!.IsFloat != b.Constant!.IsFloat) throw node.WrongType(b);
        var shape = Moves.BroadcastShape(node, condition.Shape, Moves.BroadcastShape(node, a.Shape, b.Shape));
        var count = Moves.Count(node, shape);
        node.CheckFolded(3L * count);
        var choice = ConstantMath.Spread(condition, shape).Integers;
        var both = Tensor.Chain([ConstantMath.Spread(a, shape), ConstantMath.Spread(b, shape)]);
        node.SetOutput(node.Constant(both.Pick(shape, [.. choice.Select((value, i) => value != 0 ? i : i + count)])));
    }

    public static void NonZero(NodeContext node)
    {
        var x = Constant(node, 0).Constant!;
        var places = x.ToFloats().Select((value, place) => (value, place)).Where(pair => pair.value != 0).Select(pair => pair.place).ToList();
        node.CheckFolded((long)places.Count * x.Shape.Length);
        var strides = Shapes.Strides(x.Shape);
        var indices = x.Shape.SelectMany((extent, d) => places.Select(place => (long)(place / strides[d] % extent)));
        node.SetOutput(node.Constant(new Tensor(OnnxType.Int64, [x.Shape.Length, places.Count], indices.ToArray())));
    }

    private static void Compare(NodeContext node, Func<double, double, bool> onFloats, Func<long, long, bool> onIntegers) =>
        node.SetOutput(ConstantMath.Compare(node, Constant(node, 0), Constant(node, 1), onFloats, onIntegers));

    private static void Map(NodeContext node, Func<double, double> onFloats, Func<long, long> onIntegers) =>
        node.SetOutput(ConstantMath.Unary(node, Constant(node, 0), onFloats, onIntegers));

    private static Operand Constant(NodeContext node, int index)
    {
        if (node.Input(index).IsConstant) return node.Input(index);
        throw node.Unsupported($"it is computed for constants only, but {Quote.Name(node.Input(index).Name)} depends on the model's inputs");
    }
}
