using System;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Convolution and matrix product.</summary>
internal static class LinearKernels
{
    /// <summary>x [1, C, H, W] * weights [O, C / groups, kh, kw] + bias [O].</summary>
    public static float[] Convolve(Convolution op, FloatOperand[] x, int[] shape)
    {
        var (input, weights) = (x[0], x[1]);
        int outputs = shape[1], plane = shape[2] * shape[3], channels = weights.Shape[1], window = op.Kernel[0] * op.Kernel[1];
        var result = new float[outputs * plane];
        var sums = new double[plane];
        for (var o = 0; o < outputs; o++)
        {
            Fill(sums, x.Length > 2 ? x[2].Values[o] : 0);
            var firstChannel = o / (outputs / op.Groups) * channels;
            for (var c = 0; c < channels; c++)
            {
                for (var k = 0; k < window; k++)
                {
                    var weight = weights.Values[(o * channels + c) * window + k];
                    if (weight != 0) AddShifted(op, input, firstChannel + c, k, weight, sums, shape);
                }
            }
            for (var i = 0; i < plane; i++) result[o * plane + i] = (float)sums[i];
        }
        return result;
    }

    private static void AddShifted(Convolution op, FloatOperand input, int channel, int k, double weight, double[] sums, int[] shape)
    {
        int height = input.Shape[2], width = input.Shape[3];
        int top = k / op.Kernel[1] * op.Dilations[0] - op.PadsBegin[0], left = k % op.Kernel[1] * op.Dilations[1] - op.PadsBegin[1];
        var values = input.Values;
        for (var row = 0; row < shape[2]; row++)
        {
            var y = top + row * op.Strides[0];
            if (y < 0 || y >= height) continue;
            int at = row * shape[3], from = (channel * height + y) * width;
            for (int column = 0, position = left; column < shape[3]; column++, position += op.Strides[1])
            {
                if (position >= 0 && position < width) sums[at + column] += weight * values[from + position];
            }
        }
    }

    /// <summary>x [..., K] times weights [K, M] plus bias [M].</summary>
    public static float[] Multiply(FloatOperand[] x, int[] shape)
    {
        int inner = x[1].Shape[0], outputs = x[1].Shape[1];
        var result = new float[Shapes.Count(shape)];
        var sums = new double[outputs];
        for (var row = 0; row < result.Length / outputs; row++)
        {
            for (var m = 0; m < outputs; m++) sums[m] = x.Length > 2 ? x[2].Values[m] : 0;
            for (var k = 0; k < inner; k++)
            {
                double value = x[0].Values[row * inner + k];
                if (value == 0) continue;
                for (int m = 0, at = k * outputs; m < outputs; m++) sums[m] += value * x[1].Values[at + m];
            }
            for (var m = 0; m < outputs; m++) result[row * outputs + m] = (float)sums[m];
        }
        return result;
    }

    private static void Fill(double[] values, double value)
    {
        for (var i = 0; i < values.Length; i++) values[i] = value;
    }
}
