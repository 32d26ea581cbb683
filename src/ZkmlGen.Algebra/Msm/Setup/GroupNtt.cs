using System.Buffers.Binary;

namespace ZkmlGen.Algebra;

/// <summary>The radix-2 transform over points of G1, decimation in time, point by point. Right for all points; what <see cref="BatchGroupNtt"/> has to agree with.</summary>
internal static class GroupNtt
{
    /// <summary>result[i] = 1/n sum_j omega^(-i j) points[j], n = 2^log.</summary>
    public static G1Affine[] Invert(ReadOnlySpan<G1Affine> points, int log)
    {
        var values = new G1[points.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[Reversed(i, log)] = G1.From(points[i]);
        }
        var root = Fr.RootOfUnity(log).Inverse();
        for (var level = 0; level < log; level++)
        {
            var half = 1 << level;
            var twiddles = Twiddles(root, log, level);
            Parallel.For(0, values.Length / 2, i => Butterfly(values, 2 * i - (i & (half - 1)), half, twiddles[i & (half - 1)]));
        }
        var scale = Fr.FromInt64(1L << log).Inverse();
        Parallel.For(0, values.Length, i => values[i] = scale * values[i]);
        var result = new G1Affine[values.Length];
        G1.ToAffine(values, result);
        return result;
    }

    /// <summary>Powers of the root of order 2^(level + 1), half as many.</summary>
    public static Fr[] Twiddles(in Fr root, int log, int level)
    {
        var ratio = root.Pow(1UL << (log - 1 - level));
        var powers = new Fr[1 << level];
        powers[0] = Fr.One;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * ratio;
        }
        return powers;
    }

    /// <summary>The lowest log bits of i in reverse.</summary>
    public static int Reversed(int i, int log)
    {
        var value = (uint)i;
        value = ((value >> 1) & 0x55555555) | ((value & 0x55555555) << 1);
        value = ((value >> 2) & 0x33333333) | ((value & 0x33333333) << 2);
        value = ((value >> 4) & 0x0f0f0f0f) | ((value & 0x0f0f0f0f) << 4);
        return log == 0 ? 0 : (int)(BinaryPrimitives.ReverseEndianness(value) >> (32 - log));
    }

    private static void Butterfly(G1[] points, int i, int half, in Fr twiddle)
    {
        var odd = twiddle == Fr.One ? points[i + half] : twiddle * points[i + half];
        var even = points[i];
        points[i] = even + odd;
        points[i + half] = even - odd;
    }
}
