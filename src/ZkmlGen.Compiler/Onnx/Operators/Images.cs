using System;
using System.Linq;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Brings tensors [N, C, spatial...] to the form [1, C, H, W] of the normalised operators, and back.</summary>
internal static class Images
{
    /// <summary>The spatial extents of x, which must have one or two.</summary>
    public static int[] Spatial(NodeContext node, Operand x) => x.Rank is 3 or 4
        ? [.. x.Shape.Skip(2)]
        : throw node.Unsupported($"an operand of shape {Quote.Shape(x.Shape)} is not supported; one or two spatial dimensions are");

    /// <summary>x as [N, C, H, W].</summary>
    public static Operand Lift(NodeContext node, Operand x) =>
        x.Rank == 3 ? Moves.Reshape(node, x, [x.Shape[0], x.Shape[1], 1, x.Shape[2]]) : x;

    /// <summary>The inverse of <see cref="Lift"/> for an operator's result: as many dimensions as <paramref name="like"/>.</summary>
    public static Operand Lower(NodeContext node, Operand result, Operand like) =>
        like.Rank == 3 ? Moves.Reshape(node, result, [result.Shape[0], result.Shape[1], result.Shape[3]]) : result;

    /// <summary>Applies an operator that treats channels alike, with all samples' channels as channels of one.</summary>
    public static Operand ChannelWise(NodeContext node, Operand image, Func<Operand, Operand> apply)
    {
        var (samples, channels) = (image.Shape[0], image.Shape[1]);
        var result = apply(Moves.Reshape(node, image, [1, samples * channels, .. image.Shape.Skip(2)]));
        return Moves.Reshape(node, result, [samples, channels, .. result.Shape.Skip(2)]);
    }

    /// <summary>Applies an operator to each sample of a fixed batch.</summary>
    public static Operand PerSample(NodeContext node, Operand image, Func<Operand, Operand> apply)
    {
        var samples = image.Shape[0];
        if (samples == 1) return apply(image);
        if (samples > Limits.Pieces) throw node.BadShape($"has a batch of {samples}, which is too large; export the model with batch 1");
        return Moves.Concatenate(node, [.. Enumerable.Range(0, samples).Select(i => apply(Moves.SliceAxis(node, image, 0, i, 1, 1)))], 0);
    }
}
