using System;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>
/// x [1, C, H, W] * weights [O, C / groups, kh, kw] + bias [O]. For a block of output positions, the inputs that each kernel element meets are
/// laid out as rows (zeros for padding); each output channel is then a weighted sum of rows.
/// </summary>
internal static class ConvolutionKernel
{
    // Output positions at a time, so that the rows stay in the cache.
    private const int Block = 512;

    public static float[] Apply(Convolution op, FloatOperand[] x, int[] shape)
    {
        int plane = shape[2] * shape[3], inner = x[1].Shape[1] * op.Kernel[0] * op.Kernel[1], perGroup = shape[1] / op.Groups;
        var result = new float[shape[1] * plane];
        var rows = new double[inner][];
        for (var start = 0; start < plane; start += Block)
        {
            var count = Math.Min(Block, plane - start);
            if (start == 0 || count < Block)
            {
                for (var row = 0; row < inner; row++) rows[row] = new double[count];
            }
            for (var group = 0; group < op.Groups; group++)
            {
                Gather(op, x[0], group * x[1].Shape[1], shape[3], start, rows);
                for (var o = group * perGroup; o < (group + 1) * perGroup; o++)
                    Sum(rows, x[1].Values, o * inner, x.Length > 2 ? x[2].Values[o] : 0, result, o * plane + start);
            }
        }
        return result;
    }

    private static void Gather(Convolution op, FloatOperand input, int firstChannel, int width, int start, double[][] rows)
    {
        var window = op.Kernel[0] * op.Kernel[1];
        for (var row = 0; row < rows.Length; row++)
        {
            int channel = firstChannel + row / window, element = row % window;
            var top = element / op.Kernel[1] * op.Dilations[0] - op.PadsBegin[0];
            var left = element % op.Kernel[1] * op.Dilations[1] - op.PadsBegin[1];
            var target = rows[row];
            for (var i = 0; i < target.Length;)
            {
                int y = (start + i) / width, first = (start + i) % width;
                var count = Math.Min(width - first, target.Length - i);
                GatherLine(input, channel, top + y * op.Strides[0], left + first * op.Strides[1], op.Strides[1], target, i, count);
                i += count;
            }
        }
    }

    private static void GatherLine(FloatOperand input, int channel, int y, int x, int step, double[] target, int at, int count)
    {
        int height = input.Shape[2], width = input.Shape[3];
        var values = input.Values;
        if (y < 0 || y >= height)
        {
            Array.Clear(target, at, count);
            return;
        }
        var line = (channel * height + y) * width;
        for (var i = 0; i < count; i++, x += step) target[at + i] = x >= 0 && x < width ? values[line + x] : 0;
    }

    /// <summary>bias + sum weights[first + r] rows[r], four rows at a time.</summary>
    private static void Sum(double[][] rows, float[] weights, int first, double bias, float[] result, int at)
    {
        var sums = new double[rows[0].Length];
        for (var i = 0; i < sums.Length; i++) sums[i] = bias;
        var r = 0;
        for (; r + 4 <= rows.Length; r += 4)
        {
            double[] a = rows[r], b = rows[r + 1], c = rows[r + 2], d = rows[r + 3];
            double u = weights[first + r], v = weights[first + r + 1], w = weights[first + r + 2], z = weights[first + r + 3];
            for (var i = 0; i < sums.Length; i++) sums[i] += u * a[i] + v * b[i] + w * c[i] + z * d[i];
        }
        for (; r < rows.Length; r++)
        {
            var a = rows[r];
            double u = weights[first + r];
            for (var i = 0; i < sums.Length; i++) sums[i] += u * a[i];
        }
        for (var i = 0; i < sums.Length; i++) result[at + i] = (float)sums[i];
    }
}
