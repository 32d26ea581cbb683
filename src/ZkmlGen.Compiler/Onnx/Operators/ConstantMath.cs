using System;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Element-wise functions of constants, on floats (in doubles) or integers, with broadcasting.</summary>
internal static class ConstantMath
{
    /// <summary>A function of two tensors of one type.</summary>
    public static Operand Binary(NodeContext node, Operand a, Operand b, Func<double, double, double> onFloats, Func<long, long, long> onIntegers)
    {
        var shape = Prepare(node, a, b);
        Tensor x = Spread(a, shape), y = Spread(b, shape);
        if (x.IsFloat) return node.Constant(new Tensor(x.Type, shape, [.. x.Floats.Zip(y.Floats, (p, q) => (float)onFloats(p, q))]));
        return node.Constant(new Tensor(x.Type, shape, [.. x.Integers.Zip(y.Integers, onIntegers)]));
    }

    /// <summary>A predicate on two tensors of one type.</summary>
    public static Operand Compare(NodeContext node, Operand a, Operand b, Func<double, double, bool> onFloats, Func<long, long, bool> onIntegers)
    {
        var shape = Prepare(node, a, b);
        Tensor x = Spread(a, shape), y = Spread(b, shape);
        var result = x.IsFloat
            ? x.Floats.Zip(y.Floats, (p, q) => onFloats(p, q) ? 1L : 0)
            : x.Integers.Zip(y.Integers, (p, q) => onIntegers(p, q) ? 1L : 0);
        return node.Constant(new Tensor(OnnxType.Bool, shape, result.ToArray()));
    }

    /// <summary>A function of one tensor.</summary>
    public static Operand Unary(NodeContext node, Operand a, Func<double, double> onFloats, Func<long, long> onIntegers)
    {
        var x = a.Constant!;
        node.CheckFolded(x.Count);
        return node.Constant(x.IsFloat
            ? new Tensor(x.Type, x.Shape, Array.ConvertAll(x.Floats, value => (float)onFloats(value)))
            : new Tensor(x.Type, x.Shape, Array.ConvertAll(x.Integers, value => onIntegers(value))));
    }

    /// <summary>Combines the elements along axes; the seed is the result for none.</summary>
    public static Operand Reduce(NodeContext node, Operand a, int[] axes, int[] shape, (double Float, long Integer) seed,
        Func<double, double, double> onFloats, Func<long, long, long> onIntegers)
    {
        var x = a.Constant!;
        node.CheckFolded(x.Count);
        int[] kept = [.. x.Shape.Select((extent, d) => axes.Contains(d) ? 1 : extent)];
        var places = Shapes.BroadcastOffsets(kept, x.Shape);
        if (x.IsFloat)
        {
            var floats = Enumerable.Repeat(seed.Float, Shapes.Count(kept)).ToArray();
            for (var i = 0; i < places.Length; i++) floats[places[i]] = onFloats(floats[places[i]], x.Floats[i]);
            return node.Constant(new Tensor(x.Type, shape, Array.ConvertAll(floats, value => (float)value)));
        }
        var integers = Enumerable.Repeat(seed.Integer, Shapes.Count(kept)).ToArray();
        for (var i = 0; i < places.Length; i++) integers[places[i]] = onIntegers(integers[places[i]], x.Integers[i]);
        return node.Constant(new Tensor(x.Type, shape, integers));
    }

    /// <summary>The tensor with the shape that broadcasting gives it; counted against the limit by the caller.</summary>
    public static Tensor Spread(Operand operand, int[] shape) => operand.Constant!.Broadcast(shape);

    private static int[] Prepare(NodeContext node, Operand a, Operand b)
    {
        if (a.Constant!.IsFloat != b.Constant!.IsFloat) throw node.WrongType(a.Constant.IsFloat ? b : a);
        var shape = Moves.BroadcastShape(node, a.Shape, b.Shape);
        node.CheckFolded(Moves.Count(node, shape));
        return shape;
    }
}
