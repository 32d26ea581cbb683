using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Slice, Split, Gather with constant indices.</summary>
internal static class Slicing
{
    public static void Slice(NodeContext node)
    {
        var x = node.Input(0);
        long[] begins = node.IntegersFrom("starts", 1, 10) ?? throw node.Broken("lacks starts");
        long[] ends = node.IntegersFrom("ends", 2, 10) ?? throw node.Broken("lacks ends");
        long[] axes = node.IntegersFrom("axes", 3, 10) ?? [.. begins.Select((_, d) => (long)d)];
        long[] strides = (node.Opset < 10 ? null : node.OptionalIntegers(4, "steps")) ?? [.. begins.Select(_ => 1L)];
        if (ends.Length != begins.Length || axes.Length != begins.Length || strides.Length != begins.Length || node.Axes(axes, x.Rank).Length != axes.Length)
            throw node.BadShape("has starts, ends, axes and steps of different lengths");
        var starts = new int[x.Rank];
        int[] steps = [.. x.Shape.Select(_ => 1)], shape = [.. x.Shape];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = node.Axis(axes[i], x.Rank);
            (starts[axis], steps[axis], shape[axis]) = Range(node, begins[i], ends[i], strides[i], x.Shape[axis]);
        }
        node.SetOutput(Moves.Slice(node, x, starts, steps, shape));
    }

    public static void Split(NodeContext node)
    {
        var x = node.Input(0);
        var axis = node.Axis(node.Attributes.Int("axis", 0), x.Rank);
        var sizes = node.IntegersFrom("split", 1, 13) ?? EqualParts(node, x.Shape[axis]);
        if (sizes.Length != node.OutputCount || sizes.Any(size => size < 0 || size > x.Shape[axis]) || sizes.Sum() != x.Shape[axis])
            throw node.BadShape($"splits an axis of {x.Shape[axis]} into parts of {Quote.Shape(sizes)}");
        var start = 0;
        for (var i = 0; i < sizes.Length; start += (int)sizes[i++])
            node.SetOutput(i, Moves.SliceAxis(node, x, axis, start, 1, (int)sizes[i]));
    }

    public static void Gather(NodeContext node)
    {
        var x = node.Input(0);
        var axis = node.Axis(node.Attributes.Int("axis", 0), x.Rank);
        var indices = node.Integers(1, "the indices");
        var extent = x.Shape[axis];
        if (indices.Any(index => index < -extent || index >= extent))
            throw node.BadShape($"has an index out of range for an axis of {extent}");
        int[] places = [.. indices.Select(index => (int)(index < 0 ? index + extent : index))];
        int[] shape = [.. x.Shape.Take(axis), .. node.Input(1).Shape, .. x.Shape.Skip(axis + 1)];
        node.CheckFolded(x.IsConstant ? Moves.Count(node, shape) : 0);
        node.SetOutput(Moves.Reshape(node, x.IsConstant && places.Length != 1
            ? Pick(node, x, axis, places)
            : PickRuns(node, x, axis, places), shape));
    }

    private static Operand Pick(NodeContext node, Operand x, int axis, int[] places)
    {
        int inner = Moves.Count(node, x.Shape.Skip(axis + 1)), outer = Moves.Count(node, x.Shape.Take(axis));
        var offsets = new List<int>();
        for (var i = 0; i < outer; i++)
        {
            foreach (var place in places) offsets.AddRange(Enumerable.Range((i * x.Shape[axis] + place) * inner, inner));
        }
        int[] shape = [.. x.Shape.Take(axis), places.Length, .. x.Shape.Skip(axis + 1)];
        return node.Constant(x.Constant!.Pick(shape, [.. offsets]));
    }

    /// <summary>Arithmetic progressions of places become slices, which are joined.</summary>
    private static Operand PickRuns(NodeContext node, Operand x, int axis, int[] places)
    {
        if (places.Length == 0) throw node.BadShape("gathers nothing");
        var parts = new List<Operand>();
        for (var i = 0; i < places.Length;)
        {
            var step = i + 1 < places.Length ? places[i + 1] - places[i] : 1;
            var count = 1;
            while (step != 0 && i + count < places.Length && places[i + count] - places[i + count - 1] == step) count++;
            parts.Add(Moves.SliceAxis(node, x, axis, places[i], count == 1 ? 1 : step, count));
            if (parts.Count > Limits.Pieces) throw node.Unsupported("its indices are in too many pieces");
            i += count;
        }
        return Moves.Concatenate(node, parts, axis);
    }

    private static (int Start, int Step, int Count) Range(NodeContext node, long begin, long end, long step, int extent)
    {
        if (step == 0) throw node.BadShape("has a step of 0");
        if (begin < 0) begin += extent;
        if (end < 0) end += extent;
        long least = step > 0 ? 0 : -1, most = step > 0 ? extent : extent - 1;
        begin = Math.Min(Math.Max(begin, 0), most);
        end = Math.Min(Math.Max(end, least), most);
        long distance = step > 0 ? end - begin : begin - end, stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        if (distance <= 0) return (0, 1, 0);
        var count = (distance - 1) / stride + 1;
        return ((int)begin, count == 1 ? 1 : (int)step, (int)count);
    }

    private static long[] EqualParts(NodeContext node, int extent)
    {
        // Before opset 18 parts must be equal; since then the last one may be smaller.
        var parts = node.Opset >= 18 ? node.Attributes.Int("num_outputs", node.OutputCount) : node.OutputCount;
        if (parts != node.OutputCount || parts == 0) throw node.BadShape($"has num_outputs {parts}, but {node.OutputCount} outputs");
        var size = (extent + parts - 1) / parts;
        return [.. Enumerable.Range(0, (int)parts).Select(i => Math.Max(0, Math.Min(size, extent - i * size)))];
    }
}
