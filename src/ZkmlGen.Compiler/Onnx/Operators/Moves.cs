using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>
/// Movements of elements, for constants (which keep their source) and activations alike. Movements that change nothing return their operand.
/// </summary>
internal static class Moves
{
    /// <summary>The same elements with another shape of the same count.</summary>
    public static Operand Reshape(NodeContext node, Operand x, int[] shape)
    {
        if (x.Shape.SequenceEqual(shape)) return x;
        return x.Constant is { } constant ? node.Constant(constant.Reshape(shape), x.Name) : node.Emit(new Reshape(), shape, x);
    }

    /// <summary>Output dimension d is dimension permutation[d].</summary>
    public static Operand Transpose(NodeContext node, Operand x, int[] permutation)
    {
        if (permutation.SequenceEqual(Enumerable.Range(0, x.Rank))) return x;
        int[] shape = [.. permutation.Select(d => x.Shape[d])];
        if (x.Constant is not { } constant) return node.Emit(new Transpose(permutation), shape, x);
        node.CheckFolded(constant.Count);
        return node.Constant(constant.Transpose(permutation), x.Name);
    }

    /// <summary>Exchanges the last two dimensions.</summary>
    public static Operand TransposeMatrix(NodeContext node, Operand x) =>
        Transpose(node, x, [.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]);

    /// <summary>Output index i along dimension d reads starts[d] + i steps[d].</summary>
    public static Operand Slice(NodeContext node, Operand x, int[] starts, int[] steps, int[] shape)
    {
        if (x.Shape.SequenceEqual(shape) && steps.All(step => step > 0)) return x;
        if (x.Constant is not { } constant) return node.Emit(new Slice(starts, steps), shape, x);
        node.CheckFolded(Count(node, shape));
        return node.Constant(constant.Slice(starts, steps, shape), x.Name);
    }

    /// <summary>Part of one axis: start, start + step, ... (count of them).</summary>
    public static Operand SliceAxis(NodeContext node, Operand x, int axis, int start, int step, int count)
    {
        var starts = new int[x.Rank];
        int[] steps = [.. x.Shape.Select(_ => 1)], shape = [.. x.Shape];
        (starts[axis], steps[axis], shape[axis]) = (start, step, count);
        return Slice(node, x, starts, steps, shape);
    }

    /// <summary>x repeated up to a shape that it broadcasts to.</summary>
    public static Operand Broadcast(NodeContext node, Operand x, int[] shape)
    {
        if (x.Shape.SequenceEqual(shape)) return x;
        if (x.Constant is not { } constant) return node.Emit(new Broadcast(), shape, x);
        node.CheckFolded(Count(node, shape));
        return node.Constant(constant.Broadcast(shape), x.Name);
    }

    /// <summary>Operands one after the other along an axis.</summary>
    public static Operand Concatenate(NodeContext node, IReadOnlyList<Operand> parts, int axis)
    {
        if (parts.Count == 1) return parts[0];
        int[] shape = [.. parts[0].Shape];
        shape[axis] = (int)System.Math.Min(parts.Sum(part => (long)part.Shape[axis]), Limits.Elements + 1L);
        var count = Count(node, shape);
        if (!parts.All(part => part.IsConstant)) return node.Emit(new Concatenation(axis), shape, [.. parts]);
        node.CheckFolded(count);
        return node.Constant(Join([.. parts.Select(part => part.Constant!)], axis, shape));
    }

    /// <summary>The shape that both broadcast to.</summary>
    public static int[] BroadcastShape(NodeContext node, int[] a, int[] b) =>
        Shapes.Broadcast(a, b) ?? throw node.BadShape($"has operands of shapes {Quote.Shape(a)} and {Quote.Shape(b)}, which don't broadcast");

    /// <summary>
    /// Elements of a shape, which may be 0 for constants. The limit holds for the non-zero extents, so that it outlasts transposes.
    /// </summary>
    public static int Count(NodeContext node, IEnumerable<int> shape)
    {
        long count = 1, bound = 1;
        foreach (var extent in shape)
        {
            count *= extent;
            bound *= System.Math.Max(1, extent);
            if (bound > Limits.Elements) throw node.BadShape($"makes a tensor of shape {Quote.Shape(shape)}, which is too large");
        }
        return (int)count;
    }

    private static Tensor Join(Tensor[] parts, int axis, int[] shape)
    {
        // Number of each result element in the parts laid end to end.
        var places = new int[Shapes.Count(shape)];
        int[] strides = Shapes.Strides(shape);
        int start = 0, next = 0;
        foreach (var part in parts)
        {
            foreach (var place in Shapes.Offsets(part.Shape, strides, start)) places[place] = next++;
            start += part.Shape[axis] * strides[axis];
        }
        return Tensor.Chain(parts).Pick(shape, places);
    }
}
