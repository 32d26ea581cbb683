namespace ZkmlGen.Algebra;

/// <summary>The radix-2 transform over points of G1, decimation in time: bit-reversed order in, natural order out.</summary>
internal static class GroupNtt
{
    public static G1[] BitReversed(ReadOnlySpan<G1Affine> points, int log)
    {
        var result = new G1[points.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[log == 0 ? 0 : ReverseBits((uint)i) >> (32 - log)] = G1.From(points[i]);
        }
        return result;
    }

    /// <summary>points[i] = sum_j root^(i j) points[j] (input index bit-reversed), root of order 2^log.</summary>
    public static void Transform(G1[] points, int log, in Fr root)
    {
        for (var level = 0; level < log; level++)
        {
            var half = 1 << level;
            var twiddles = Powers(root.Pow(1UL << (log - 1 - level)), half);
            Parallel.For(0, points.Length / 2, i =>
            {
                var j = i & (half - 1);
                Butterfly(points, 2 * i - j, half, twiddles[j]);
            });
        }
    }

    /// <summary>points[i] = s points[i].</summary>
    public static void Scale(G1[] points, Fr s) => Parallel.For(0, points.Length, i => points[i] = s * points[i]);

    private static void Butterfly(G1[] points, int i, int half, in Fr twiddle)
    {
        var odd = twiddle == Fr.One ? points[i + half] : twiddle * points[i + half];
        var even = points[i];
        points[i] = even + odd;
        points[i + half] = even - odd;
    }

    private static Fr[] Powers(in Fr ratio, int count)
    {
        var powers = new Fr[count];
        powers[0] = Fr.One;
        for (var i = 1; i < count; i++)
        {
            powers[i] = powers[i - 1] * ratio;
        }
        return powers;
    }

    private static uint ReverseBits(uint value)
    {
        value = ((value >> 1) & 0x55555555) | ((value & 0x55555555) << 1);
        value = ((value >> 2) & 0x33333333) | ((value & 0x33333333) << 2);
        value = ((value >> 4) & 0x0f0f0f0f) | ((value & 0x0f0f0f0f) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);
    }
}
