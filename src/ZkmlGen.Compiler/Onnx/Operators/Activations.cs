using System;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Graph.Passes;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Relu, LeakyRelu, PRelu, Clip, and Softmax where it is last.</summary>
internal static class Activations
{
    private const float LargestSingle = float.MaxValue;

    public static void Relu(NodeContext node)
    {
        var x = node.FloatInput(0);
        node.SetOutput(node.Emit(new Relu(), x.Shape, x));
    }

    public static void LeakyRelu(NodeContext node)
    {
        var x = node.FloatInput(0);
        node.SetOutput(node.Emit(new LeakyRelu(node.Attributes.Float("alpha", 0.01f)), x.Shape, x));
    }

    /// <summary>relu(x) - slope relu(-x), or LeakyRelu when the slope is the same everywhere.</summary>
    public static void PRelu(NodeContext node)
    {
        var x = node.FloatInput(0);
        var slope = node.FloatInput(1);
        if (!node.ConstantInput(1, "the slope").IsFloat) throw node.WrongType(slope);
        var slopes = slope.Constant!.Floats.Distinct().ToArray();
        if (!Moves.BroadcastShape(node, x.Shape, slope.Shape).SequenceEqual(x.Shape))
            throw node.BadShape($"has a slope of shape {Quote.Shape(slope.Shape)} for {Quote.Shape(x.Shape)}");
        if (slopes is [var same])
        {
            node.SetOutput(node.Emit(new LeakyRelu(same), x.Shape, x));
            return;
        }
        var negative = node.Emit(new Relu(), x.Shape, node.Emit(new LinearCombination([-1]), x.Shape, x));
        var scaled = Arithmetic.ScaleShift(node, negative, slope, node.Constant(Tensor.Scalar(0)));
        node.SetOutput(node.Emit(new LinearCombination([1, -1]), x.Shape, node.Emit(new Relu(), x.Shape, x), scaled));
    }

    public static void Clip(NodeContext node)
    {
        var x = node.FloatInput(0);
        if (x.IsConstant && !x.Constant!.IsFloat)
        {
            long low = node.Optional(1) is null ? long.MinValue : node.Integers(1, "the lower bound").First();
            long high = node.Optional(2) is null ? long.MaxValue : node.Integers(2, "the upper bound").First();
            node.SetOutput(ConstantMath.Unary(node, x, value => value, value => Math.Min(Math.Max(value, low), high)));
            return;
        }
        node.SetOutput(Clip(node, x, Bound(node, "min", 1, -LargestSingle), Bound(node, "max", 2, LargestSingle)));
    }

    /// <summary>min(max(x, low), high), as Relu or nothing where that is the same.</summary>
    public static Operand Clip(NodeContext node, Operand x, double low, double high)
    {
        if (low <= -LargestSingle) low = double.NegativeInfinity;
        if (high >= LargestSingle) high = double.PositiveInfinity;
        if (double.IsInfinity(low) && double.IsInfinity(high)) return x;
        return node.Emit(low == 0 && double.IsInfinity(high) ? new Relu() : new Clip(Math.Min(low, high), high), x.Shape, x);
    }

    /// <summary>A marker that <see cref="FinalSoftmaxPass"/> takes out again.</summary>
    public static void Softmax(NodeContext node)
    {
        var x = node.FloatInput(0);
        var axis = node.Axis(node.Attributes.Int("axis", node.Opset < 13 ? 1 : -1), x.Rank);
        if (x.IsConstant) throw node.Unsupported("it is not computed for constants");
        // Up to opset 12 all axes from the given one on are normalised together.
        node.SetOutput(node.Emit(new FinalSoftmax(axis, node.Opset < 13 ? x.Rank - 1 : axis), x.Shape, x));
    }

    private static double Bound(NodeContext node, string name, int input, float missing)
    {
        if (node.Opset < 11) return node.Attributes.Float(name, missing);
        if (node.Optional(input) is null) return missing;
        var bound = node.ConstantInput(input, name);
        return bound is { IsFloat: true, Count: 1 } ? bound.Floats[0] : throw node.Unsupported($"{name} must be one float");
    }
}
