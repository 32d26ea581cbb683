using System;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>MaxPool and AveragePool in one and two dimensions, and global pools.</summary>
internal static class Pooling
{
    public static void MaxPool(NodeContext node)
    {
        // The order in which indices are numbered; the indices themselves are not supported.
        node.Attributes.Ignore("storage_order");
        Pool(node, (window, x) =>
        {
            CheckWindows(node, window, x.Shape);
            var op = new MaxPool(window.Kernel, window.Strides, window.PadsBegin, window.PadsEnd, window.Dilations);
            return node.Emit(op, [1, x.Shape[1], .. window.Output], x);
        });
    }

    public static void AveragePool(NodeContext node)
    {
        var countPadding = node.Attributes.Flag("count_include_pad", false);
        Pool(node, (window, x) =>
        {
            if (window.Dilations.Any(dilation => dilation != 1)) throw node.Unsupported("dilations of an average pool are not supported");
            if (!countPadding) CheckWindows(node, window, x.Shape);
            var (begin, end) = (window.PadsBegin, window.PadsEnd);
            if (countPadding && window.Overhang.Any(extra => extra > 0))
            {
                // Padding counts, but what windows reach beyond it doesn't: make the padding part of the image.
                int[] padding = [.. end.Zip(window.Overhang, (pad, extra) => pad - extra)];
                x = Joining.Pad(node, x, [0, 0, .. begin], [0, 0, .. padding], 0);
                (begin, end) = ([0, 0], window.Overhang);
            }
            var padded = begin.Concat(end).Any(pad => pad > 0);
            var op = new AveragePool(window.Kernel, window.Strides, begin, end, countPadding && padded && window.Overhang.All(extra => extra == 0));
            return node.Emit(op, [1, x.Shape[1], .. window.Output], x);
        });
    }

    public static void GlobalAveragePool(NodeContext node) =>
        Global(node, kernel => new AveragePool(kernel, [1, 1], [0, 0], [0, 0], false));

    public static void GlobalMaxPool(NodeContext node) => Global(node, kernel => new MaxPool(kernel, [1, 1], [0, 0], [0, 0], [1, 1]));

    private static void Pool(NodeContext node, Func<Window, Operand, Operand> apply)
    {
        var x = node.FloatInput(0);
        var spatial = Images.Spatial(node, x);
        var window = Windows.Read(node, spatial, Windows.Kernel(node, spatial.Length));
        node.SetOutput(Images.Lower(node, Images.ChannelWise(node, Images.Lift(node, x), image => apply(window, image)), x));
    }

    /// <summary>One window over everything; any number of spatial dimensions is as good as one or two.</summary>
    private static void Global(NodeContext node, Func<int[], Operator> pool)
    {
        var x = node.FloatInput(0);
        if (x.Rank < 3) throw node.BadShape($"has an input of shape {Quote.Shape(x.Shape)} without spatial dimensions");
        int[] image = x.Rank == 4 ? [.. x.Shape.Skip(2)] : [1, Moves.Count(node, x.Shape.Skip(2))];
        var lifted = Moves.Reshape(node, x, [x.Shape[0], x.Shape[1], .. image]);
        var result = Images.ChannelWise(node, lifted, sample => node.Emit(pool(image), [1, sample.Shape[1], 1, 1], sample));
        node.SetOutput(Moves.Reshape(node, result, [x.Shape[0], x.Shape[1], .. x.Shape.Skip(2).Select(_ => 1)]));
    }

    /// <summary>Refuses windows that see nothing but padding: they have no maximum and no mean.</summary>
    private static void CheckWindows(NodeContext node, Window window, int[] shape)
    {
        for (var d = 0; d < 2; d++)
        {
            var (extent, dilation, padding, axis) = (shape[d + 2], window.Dilations[d], window.PadsBegin[d], d);
            for (var i = 0; i < window.Output[d]; i++)
            {
                // The first element of the window that is not in the padding before the image.
                var start = (long)i * window.Strides[d] - padding;
                var skipped = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
                if (skipped >= window.Kernel[axis] || start + skipped * dilation >= extent)
                    throw node.BadShape("has a window that lies in the padding entirely");
            }
        }
    }
}
