using System;
using System.Linq;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Windows of a convolution or pool, as (vertical, horizontal), with the output's size.</summary>
internal sealed record Window(int[] Kernel, int[] Strides, int[] PadsBegin, int[] PadsEnd, int[] Dilations, int[] Output)
{
    /// <summary>True when windows reach beyond the padding (ceil_mode): PadsEnd has then been enlarged by Overhang.</summary>
    public int[] Overhang { get; init; } = [0, 0];
}

/// <summary>Reads strides, pads, auto_pad, dilations and ceil_mode of a windowed operator.</summary>
internal static class Windows
{
    /// <summary>The window for an input with the given spatial extents; in one dimension, height is 1.</summary>
    public static Window Read(NodeContext node, int[] spatial, int[] kernel)
    {
        var rank = spatial.Length;
        var autoPad = node.Attributes.String("auto_pad", "NOTSET");
        var ceil = node.Attributes.Flag("ceil_mode", false);
        int[] strides = Parameter(node, "strides", rank, 1, 1), dilations = Parameter(node, "dilations", rank, 1, 1);
        var pads = Parameter(node, "pads", 2 * rank, 0, 0);
        if (kernel.Length != rank) throw node.BadShape($"has a window with {kernel.Length} dimensions for an image with {rank}");
        var axes = Enumerable.Range(0, rank)
            .Select(d => Axis(node, autoPad, ceil, spatial[d], kernel[d], strides[d], dilations[d], pads[d], pads[d + rank])).ToArray();
        return new Window(
            Lift(kernel, 1), Lift(strides, 1), Lift([.. axes.Select(axis => axis.Begin)], 0), Lift([.. axes.Select(axis => axis.End)], 0),
            Lift(dilations, 1), Lift([.. axes.Select(axis => axis.Output)], 1))
        { Overhang = Lift([.. axes.Select(axis => axis.Overhang)], 0) };
    }

    /// <summary>The attribute kernel_shape.</summary>
    public static int[] Kernel(NodeContext node, int rank) =>
        node.Attributes.Has("kernel_shape") ? Parameter(node, "kernel_shape", rank, 1, 1) : throw node.Broken("lacks the attribute 'kernel_shape'");

    private static (int Begin, int End, int Output, int Overhang) Axis(
        NodeContext node, string autoPad, bool ceil, int extent, int kernel, int stride, int dilation, int begin, int end)
    {
        var reach = (kernel - 1L) * dilation + 1;
        if (autoPad is "SAME_UPPER" or "SAME_LOWER")
        {
            var same = (extent + stride - 1) / stride;
            var total = Math.Max((same - 1L) * stride + reach - extent, 0);
            if (total > Limits.WindowParameter) throw TooLarge(node);
            int less = (int)(total / 2), more = (int)(total - less);
            return autoPad == "SAME_UPPER" ? (less, more, same, 0) : (more, less, same, 0);
        }
        if (autoPad == "VALID") (begin, end) = (0, 0);
        else if (autoPad is not ("NOTSET" or "")) throw node.Unsupported($"auto_pad {Quote.Name(autoPad)} is not supported");
        var room = (long)extent + begin + end - reach;
        if (room < 0) throw node.BadShape($"has a window of {reach} elements for a padded extent of {room + reach}");
        var count = (int)(room / stride) + 1;
        // The last window of ceil_mode must begin within the image or its first padding.
        if (ceil && room % stride != 0 && (long)count * stride < (long)extent + begin) count++;
        var overhang = (int)Math.Max(0, (count - 1L) * stride - room);
        return (begin, end + overhang, count, overhang);
    }

    private static int[] Parameter(NodeContext node, string name, int count, int least, int missing)
    {
        var values = node.Attributes.Ints(name) ?? Enumerable.Repeat((long)missing, count).ToArray();
        if (values.Length != count) throw node.BadShape($"has {values.Length} numbers in {name} instead of {count}");
        if (values.Any(value => value > Limits.WindowParameter)) throw TooLarge(node);
        if (values.Any(value => value < least)) throw node.Unsupported($"{name} has the number {values.Min()}");
        return [.. values.Select(value => (int)value)];
    }

    private static int[] Lift(int[] values, int first) => values.Length == 1 ? [first, values[0]] : values;

    private static ModelException TooLarge(NodeContext node) => node.BadShape("has a window that is too large");
}
