using System.Linq;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>Sums, means and the place of the largest element along axes.</summary>
internal static class ReductionKernels
{
    /// <summary>Sum or mean; kept axes in their order, so that the result doesn't depend on whether reduced axes stay as ones.</summary>
    public static float[] Reduce(Reduction op, FloatOperand x, int count)
    {
        var sums = new double[count];
        var kept = x.Shape.Select((extent, d) => op.Axes.Contains(d) ? 1 : extent).ToArray();
        var places = Shapes.BroadcastOffsets(kept, x.Shape);
        for (var i = 0; i < places.Length; i++) sums[places[i]] += x.Values[i];
        var divisor = op.Mean ? (double)x.Values.Length / count : 1;
        return [.. sums.Select(sum => (float)(sum / divisor))];
    }

    /// <summary>Index of the largest element along the axis.</summary>
    public static float[] ArgMax(ArgMax op, FloatOperand x)
    {
        var extent = x.Shape[op.Axis];
        var inner = Shapes.Count([.. x.Shape.Skip(op.Axis + 1)]);
        var result = new float[x.Values.Length / extent];
        for (var i = 0; i < result.Length; i++)
        {
            int first = i / inner * extent * inner + i % inner, best = 0;
            for (var k = 1; k < extent; k++)
            {
                float value = x.Values[first + k * inner], top = x.Values[first + best * inner];
                if (value > top || (value == top && op.SelectLast)) best = k;
            }
            result[i] = best;
        }
        return result;
    }
}
