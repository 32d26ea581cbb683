using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>ReduceSum, ReduceMean and ArgMax; ReduceMax, ReduceMin and ReduceProd of constants.</summary>
internal static class Reductions
{
    public static void ReduceSum(NodeContext node) => Reduce(node, 13, (x, axes, shape) => x.IsConstant
        ? ConstantMath.Reduce(node, x, axes, shape, (0, 0), (a, b) => a + b, (a, b) => unchecked(a + b))
        : node.Emit(new Reduction(axes, false), shape, x));

    public static void ReduceMean(NodeContext node) => Reduce(node, 18, (x, axes, shape) => node.Emit(new Reduction(axes, true), shape, x));

    public static void ReduceMax(NodeContext node) => Reduce(node, 18, (x, axes, shape) => ConstantMath.Reduce(
        node, OnlyConstant(node, x), axes, shape, (double.NegativeInfinity, long.MinValue), Math.Max, Math.Max));

    public static void ReduceMin(NodeContext node) => Reduce(node, 18, (x, axes, shape) => ConstantMath.Reduce(
        node, OnlyConstant(node, x), axes, shape, (double.PositiveInfinity, long.MaxValue), Math.Min, Math.Min));

    public static void ReduceProd(NodeContext node) => Reduce(node, 18, (x, axes, shape) => ConstantMath.Reduce(
        node, OnlyConstant(node, x), axes, shape, (1, 1), (a, b) => a * b, (a, b) => unchecked(a * b)));

    public static void ArgMax(NodeContext node)
    {
        var x = node.FloatInput(0);
        var axis = node.Axis(node.Attributes.Int("axis", 0), x.Rank);
        if (x.Shape[axis] == 0) throw node.BadShape("looks for the largest of no elements");
        var shape = ReducedShape(x.Shape, [axis], node.Attributes.Flag("keepdims", true));
        var result = node.Emit(new ArgMax(axis, node.Attributes.Flag("select_last_index", false)), shape, x);
        node.SetOutput(result.IsConstant
            ? node.Constant(new(OnnxType.Int64, shape, Array.ConvertAll(result.Constant!.Floats, index => (long)index)))
            : result.As(OnnxType.Int64));
    }

    private static void Reduce(NodeContext node, int axesInputSince, Func<Operand, int[], int[], Operand> reduce)
    {
        var x = node.FloatInput(0);
        var keep = node.Attributes.Flag("keepdims", true);
        var none = node.Attributes.Flag("noop_with_empty_axes", false);
        var given = node.IntegersFrom("axes", 1, axesInputSince) ?? [];
        if (given.Length == 0 && none)
        {
            node.SetOutput(x);
            return;
        }
        var axes = given.Length == 0 ? [.. Enumerable.Range(0, x.Rank)] : node.Axes(given, x.Rank);
        node.SetOutput(axes.Length == 0 ? x : reduce(x, axes, ReducedShape(x.Shape, axes, keep)));
    }

    private static int[] ReducedShape(int[] shape, IReadOnlyCollection<int> axes, bool keep) => keep
        ? [.. shape.Select((extent, d) => axes.Contains(d) ? 1 : extent)]
        : [.. shape.Where((_, d) => !axes.Contains(d))];

    private static Operand OnlyConstant(NodeContext node, Operand x) =>
        x.IsConstant ? x : throw node.Unsupported("it is computed for constants only");
}
