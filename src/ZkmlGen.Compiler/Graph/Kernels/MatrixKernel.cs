namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Matrix product.</summary>
internal static class MatrixKernel
{
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
}
