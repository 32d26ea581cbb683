using System;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Operators that only move elements.</summary>
internal static class MovementKernels
{
    /// <summary>Elements at the given places.</summary>
    public static float[] Gather(float[] values, int[] offsets) => Array.ConvertAll(offsets, offset => values[offset]);

    public static float[] Transpose(Transpose op, FloatOperand x, int[] shape)
    {
        var strides = Shapes.Strides(x.Shape);
        return Gather(x.Values, Shapes.Offsets(shape, [.. op.Permutation.Select(d => strides[d])], 0));
    }

    public static float[] Slice(Slice op, FloatOperand x, int[] shape)
    {
        var strides = Shapes.Strides(x.Shape);
        var start = strides.Zip(op.Starts, (stride, first) => stride * first).Sum();
        return Gather(x.Values, Shapes.Offsets(shape, [.. strides.Zip(op.Steps, (stride, step) => stride * step)], start));
    }

    public static float[] Concatenate(int axis, FloatOperand[] x, int[] shape)
    {
        var result = new float[Shapes.Count(shape)];
        var strides = Shapes.Strides(shape);
        var start = 0;
        foreach (var operand in x)
        {
            var offsets = Shapes.Offsets(operand.Shape, strides, start);
            for (var i = 0; i < offsets.Length; i++) result[offsets[i]] = operand.Values[i];
            start += operand.Shape[axis] * strides[axis];
        }
        return result;
    }

    public static float[] Pad(Padding op, FloatOperand x, int[] shape)
    {
        var result = Enumerable.Repeat((float)op.Fill, Shapes.Count(shape)).ToArray();
        // The box of input elements that survive cropping by negative pads.
        int[] first = [.. op.Begin.Select(pad => Math.Max(0, -pad))];
        int[] box = [.. x.Shape.Select((extent, d) => extent - first[d] - Math.Max(0, -op.End[d]))];
        int[] from = Shapes.Strides(x.Shape), to = Shapes.Strides(shape);
        if (box.Any(extent => extent <= 0)) return result;
        var source = Shapes.Offsets(box, from, first.Zip(from, (i, stride) => i * stride).Sum());
        var target = Shapes.Offsets(box, to, op.Begin.Zip(to, (pad, stride) => Math.Max(0, pad) * stride).Sum());
        for (var i = 0; i < source.Length; i++) result[target[i]] = x.Values[source[i]];
        return result;
    }
}
