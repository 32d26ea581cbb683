using System;
using System.Linq;

namespace ZkmlGen.Compiler.Graph;

/// <summary>Arithmetic of row-major shapes.</summary>
public static class Shapes
{
    /// <summary>Number of elements; shapes of a graph are checked when it is built, so that it fits.</summary>
    public static int Count(int[] shape) => shape.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Elements from one index to the next, per dimension.</summary>
    public static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        for (int d = shape.Length - 1, stride = 1; d >= 0; stride *= shape[d--]) strides[d] = stride;
        return strides;
    }

    /// <summary>
    /// Offsets start + sum i_d strides[d] for all indices of the shape, in row-major order.
    /// </summary>
    public static int[] Offsets(int[] shape, int[] strides, int start)
    {
        var offsets = new int[Count(shape)];
        if (offsets.Length == 0) return offsets;
        offsets[0] = start;
        var filled = 1;
        for (var d = shape.Length - 1; d >= 0; filled *= shape[d--])
        {
            for (var i = 1; i < shape[d]; i++)
            {
                for (var j = 0; j < filled; j++) offsets[i * filled + j] = offsets[j] + i * strides[d];
            }
        }
        return offsets;
    }

    /// <summary>
    /// For each element of shape <paramref name="to"/>, the element of shape <paramref name="from"/> that broadcasting puts there.
    /// </summary>
    public static int[] BroadcastOffsets(int[] from, int[] to) => Offsets(to, BroadcastStrides(from, Strides(from), to), 0);

    /// <summary>Strides of a tensor seen with the shape it broadcasts to: 0 along repeated dimensions.</summary>
    public static int[] BroadcastStrides(int[] from, int[] strides, int[] to)
    {
        var result = new int[to.Length];
        var lead = to.Length - from.Length;
        for (var d = 0; d < from.Length; d++) result[lead + d] = from[d] == 1 ? 0 : strides[d];
        return result;
    }

    /// <summary>The shape that both broadcast to, or null when there is none.</summary>
    public static int[]? Broadcast(int[] a, int[] b)
    {
        var result = new int[Math.Max(a.Length, b.Length)];
        for (var d = 1; d <= result.Length; d++)
        {
            int left = d <= a.Length ? a[a.Length - d] : 1, right = d <= b.Length ? b[b.Length - d] : 1;
            if (left != right && left != 1 && right != 1) return null;
            result[result.Length - d] = left == 1 ? right : left;
        }
        return result;
    }

    /// <summary>
    /// Strides of the same stored elements seen with another shape, or null when no strides can say it.
    /// </summary>
    public static int[]? ReshapeStrides(int[] shape, int[] strides, int[] to)
    {
        var result = new int[to.Length];
        int d = 0, e = 0;
        while (d < shape.Length || e < to.Length)
        {
            // The smallest groups of dimensions with equal products.
            int first = d, target = e;
            long old = d < shape.Length ? shape[d++] : 1, now = e < to.Length ? to[e++] : 1;
            while (old != now)
            {
                if (old < now && d < shape.Length) old *= shape[d++];
                else if (now < old && e < to.Length) now *= to[e++];
                else return null;
            }
            if (!GroupStrides(shape, strides, first, d, to, target, e, result)) return null;
        }
        return result;
    }

    private static bool GroupStrides(int[] shape, int[] strides, int from, int end, int[] to, int target, int targetEnd, int[] result)
    {
        var inner = -1;
        for (var d = end - 1; d >= from; d--)
        {
            if (shape[d] == 1) continue;
            if (inner >= 0 && strides[d] != strides[inner] * shape[inner]) return false;
            inner = d;
        }
        var last = end - 1;
        while (last >= from && shape[last] == 1) last--;
        var stride = last >= from ? strides[last] : 0;
        for (var e = targetEnd - 1; e >= target; stride *= to[e--]) result[e] = stride;
        return true;
    }
}
