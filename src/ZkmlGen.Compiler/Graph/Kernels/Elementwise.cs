using System;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Element-wise operators with broadcasting.</summary>
internal static class Elementwise
{
    /// <summary>f applied to each element.</summary>
    public static float[] Map(FloatOperand x, Func<double, double> f) => Array.ConvertAll(x.Values, value => (float)f(value));

    /// <summary>f applied to the elements that broadcasting brings together; f must not keep the array.</summary>
    public static float[] Map(FloatOperand[] x, int[] shape, Func<double[], double> f)
    {
        var offsets = Array.ConvertAll(x, operand => Shapes.BroadcastOffsets(operand.Shape, shape));
        var result = new float[Shapes.Count(shape)];
        var values = new double[x.Length];
        for (var i = 0; i < result.Length; i++)
        {
            for (var operand = 0; operand < x.Length; operand++) values[operand] = x[operand].Values[offsets[operand][i]];
            result[i] = (float)f(values);
        }
        return result;
    }

    /// <summary>sum coefficients[i] x_i.</summary>
    public static float[] Combine(double[] coefficients, FloatOperand[] x, int[] shape)
    {
        return Map(x, shape, values =>
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++) sum += coefficients[i] * values[i];
            return sum;
        });
    }
}
