using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>62 division steps as a matrix: (x, y) to (u x + v y, q x + r y) / 2^62.</summary>
internal readonly struct DivisionSteps(long u, long v, long q, long r)
{
    /// <summary>The steps that these lowest words of f and g lead to; eta is minus the delta of the paper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static DivisionSteps Next(ulong f, ulong g, ref long eta)
    {
        long u = 1, v = 0, q = 0, r = 1;
        for (var left = 62; ;)
        {
            var zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
            {
                return new DivisionSteps(u, v, q, r);
            }
            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, -u);
                (v, r) = (r, -v);
            }
            // No exchange for the next eta + 1 steps: clear up to six bits of g at once. f (f^2 - 2) = -1/f mod 64.
            var steps = (int)Math.Min(Math.Min(eta + 1, left), 6);
            var multiple = (f * g * (f * f - 2)) & ((1UL << steps) - 1);
            g += f * multiple;
            q += u * (long)multiple;
            r += v * (long)multiple;
        }
    }

    /// <summary>Applies the steps to f and g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Apply(ref Signed62 f, ref Signed62 g)
    {
        ApplyRow(f, g, u, v, out var newF);
        ApplyRow(f, g, q, r, out g);
        f = newF;
    }

    /// <summary>The same mod p, for d and e in (-2p, p), and again in that range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Apply(ref Signed62 d, ref Signed62 e, in Signed62 p, ulong negatedInverse)
    {
        ApplyRow(d, e, u, v, p, negatedInverse, out var newD);
        ApplyRow(d, e, q, r, p, negatedInverse, out e);
        d = newD;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyRow(in Signed62 x, in Signed62 y, long a, long b, out Signed62 result)
    {
        Signed128 sum = default;
        sum.Add(a, x.W0);
        sum.Add(b, y.W0);
        sum.Shift();
        sum.Add(a, x.W1);
        sum.Add(b, y.W1);
        var w0 = sum.Shift();
        sum.Add(a, x.W2);
        sum.Add(b, y.W2);
        var w1 = sum.Shift();
        sum.Add(a, x.W3);
        sum.Add(b, y.W3);
        var w2 = sum.Shift();
        sum.Add(a, x.W4);
        sum.Add(b, y.W4);
        var w3 = sum.Shift();
        result = new Signed62 { W0 = w0, W1 = w1, W2 = w2, W3 = w3, W4 = sum.Low };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyRow(in Signed62 x, in Signed62 y, long a, long b, in Signed62 p, ulong negatedInverse, out Signed62 result)
    {
        Signed128 sum = default;
        sum.Add(a, x.W0);
        sum.Add(b, y.W0);
        // A multiple of p that makes negative operands positive, and then one that makes the sum divisible by 2^62.
        var m = (a & (x.W4 >> 63)) + (b & (y.W4 >> 63));
        m -= (long)(((ulong)m - negatedInverse * (ulong)sum.Low) & Signed62.Mask);
        sum.Add(p.W0, m);
        sum.Shift();
        sum.Add(a, x.W1);
        sum.Add(b, y.W1);
        sum.Add(p.W1, m);
        var w0 = sum.Shift();
        sum.Add(a, x.W2);
        sum.Add(b, y.W2);
        sum.Add(p.W2, m);
        var w1 = sum.Shift();
        sum.Add(a, x.W3);
        sum.Add(b, y.W3);
        sum.Add(p.W3, m);
        var w2 = sum.Shift();
        sum.Add(a, x.W4);
        sum.Add(b, y.W4);
        sum.Add(p.W4, m);
        var w3 = sum.Shift();
        result = new Signed62 { W0 = w0, W1 = w1, W2 = w2, W3 = w3, W4 = sum.Low };
    }
}
