using System;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Pooling over windows of [1, C, H, W].</summary>
internal static class PoolKernels
{
    /// <summary>Largest element of each window; padding never wins.</summary>
    public static float[] Max(MaxPool op, FloatOperand x, int[] shape) => Pool(x, shape, op.Strides, op.PadsBegin, (channel, top, left) =>
    {
        var best = float.NegativeInfinity;
        Visit(x, op.Kernel, op.Dilations, channel, top, left, value => best = Math.Max(best, value));
        return best;
    });

    /// <summary>
    /// Mean of each window. With CountPadding the divisor counts the positions within the padded image, else those within the image.
    /// </summary>
    public static float[] Average(AveragePool op, FloatOperand x, int[] shape) => Pool(x, shape, op.Strides, op.PadsBegin, (channel, top, left) =>
    {
        var sum = 0.0;
        var count = 0;
        Visit(x, op.Kernel, [1, 1], channel, top, left, value =>
        {
            sum += value;
            count++;
        });
        return (float)(sum / (op.CountPadding ? PaddedCount(op, x.Shape, top, left) : count));
    });

    private static int PaddedCount(AveragePool op, int[] shape, int top, int left) =>
        (Math.Min(top + op.Kernel[0], shape[2] + op.PadsEnd[0]) - top) * (Math.Min(left + op.Kernel[1], shape[3] + op.PadsEnd[1]) - left);

    private static float[] Pool(FloatOperand x, int[] shape, int[] strides, int[] pads, Func<int, int, int, float> window)
    {
        var result = new float[Shapes.Count(shape)];
        var next = 0;
        for (var channel = 0; channel < x.Shape[1]; channel++)
        {
            for (var row = 0; row < shape[2]; row++)
            {
                for (var column = 0; column < shape[3]; column++)
                    result[next++] = window(channel, row * strides[0] - pads[0], column * strides[1] - pads[1]);
            }
        }
        return result;
    }

    private static void Visit(FloatOperand x, int[] kernel, int[] dilations, int channel, int top, int left, Action<float> visit)
    {
        int height = x.Shape[2], width = x.Shape[3];
        for (var i = 0; i < kernel[0]; i++)
        {
            var y = top + i * dilations[0];
            if (y < 0 || y >= height) continue;
            for (var j = 0; j < kernel[1]; j++)
            {
                var position = left + j * dilations[1];
                if (position >= 0 && position < width) visit(x.Values[(channel * height + y) * width + position]);
            }
        }
    }
}
