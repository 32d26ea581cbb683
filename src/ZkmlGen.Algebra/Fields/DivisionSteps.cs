using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>
/// What 62 division steps do to (f, g), times 2^62: f' = (U f + V g) / 2^62, g' = (Q f + R g) / 2^62. A division step takes (delta, f, g), f odd, to
/// (1 - delta, g, (g - f) / 2) if delta is positive and g odd, else to (1 + delta, f, (g + (g mod 2) f) / 2).
/// </summary>
internal readonly struct DivisionSteps(long u, long v, long q, long r)
{
    /// <summary>The matrix from the lowest 64 bits of f and g; returns the new delta.</summary>
    public static long Matrix(long delta, long f, long g, out DivisionSteps matrix)
    {
        long u = 1, v = 0, q = 0, r = 1;
        for (var left = Signed62.Bits; ;)
        {
            var zeros = BitOperations.TrailingZeroCount(g | (-1L << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            delta += zeros;
            left -= zeros;
            if (left == 0)
            {
                matrix = new(u, v, q, r);
                return delta;
            }
            if (delta > 0)
            {
                delta = -delta;
                (f, g) = (g, -f);
                (u, q) = (q, -u);
                (v, r) = (r, -v);
            }
            // The next steps up to delta > 0 add multiples of f only: take as many as 6 at once, w = -g / f mod 2^steps (f^2 = 1 mod 8).
            var steps = (int)Math.Min(Math.Min(1 - delta, left), 6);
            var w = f * g * (f * f - 2) & ((1L << steps) - 1);
            g += f * w;
            q += u * w;
            r += v * w;
        }
    }

    /// <summary>(f, g) = matrix (f, g) / 2^62, exact.</summary>
    public void Apply(ref Signed62 f, ref Signed62 g)
    {
        var c = Row(u, v, f.L0, g.L0) >> Signed62.Bits;
        var s = Row(q, r, f.L0, g.L0) >> Signed62.Bits;
        long f0 = Next(ref c, Row(u, v, f.L1, g.L1)), g0 = Next(ref s, Row(q, r, f.L1, g.L1));
        long f1 = Next(ref c, Row(u, v, f.L2, g.L2)), g1 = Next(ref s, Row(q, r, f.L2, g.L2));
        long f2 = Next(ref c, Row(u, v, f.L3, g.L3)), g2 = Next(ref s, Row(q, r, f.L3, g.L3));
        long f3 = Next(ref c, Row(u, v, f.L4, g.L4)), g3 = Next(ref s, Row(q, r, f.L4, g.L4));
        f = new(f0, f1, f2, f3, (long)c);
        g = new(g0, g1, g2, g3, (long)s);
    }

    /// <summary>(d, e) = matrix (d, e) / 2^62 mod p, both in (-2p, p) before and after; negatedInverse = -1/p mod 2^62.</summary>
    public void Apply(ref Signed62 d, ref Signed62 e, in Signed62 p, long negatedInverse)
    {
        // One p for each negative operand brings the rows into (-2^62 p, 2^62 p); multiples of p below 2^62 then make them divisible by 2^62.
        long dSign = d.L4 >> 63, eSign = e.L4 >> 63;
        var (c, s) = (Row(u, v, d.L0, e.L0), Row(q, r, d.L0, e.L0));
        var (m, n) = ((u & dSign) + (v & eSign), (q & dSign) + (r & eSign));
        m -= (m - negatedInverse * (long)c) & Signed62.Mask;
        n -= (n - negatedInverse * (long)s) & Signed62.Mask;
        c = (c + Math.BigMul(p.L0, m)) >> Signed62.Bits;
        s = (s + Math.BigMul(p.L0, n)) >> Signed62.Bits;
        long d0 = Next(ref c, Row(u, v, d.L1, e.L1) + Math.BigMul(p.L1, m)), e0 = Next(ref s, Row(q, r, d.L1, e.L1) + Math.BigMul(p.L1, n));
        long d1 = Next(ref c, Row(u, v, d.L2, e.L2) + Math.BigMul(p.L2, m)), e1 = Next(ref s, Row(q, r, d.L2, e.L2) + Math.BigMul(p.L2, n));
        long d2 = Next(ref c, Row(u, v, d.L3, e.L3) + Math.BigMul(p.L3, m)), e2 = Next(ref s, Row(q, r, d.L3, e.L3) + Math.BigMul(p.L3, n));
        long d3 = Next(ref c, Row(u, v, d.L4, e.L4) + Math.BigMul(p.L4, m)), e3 = Next(ref s, Row(q, r, d.L4, e.L4) + Math.BigMul(p.L4, n));
        d = new(d0, d1, d2, d3, (long)c);
        e = new(e0, e1, e2, e3, (long)s);
    }

    private static Int128 Row(long a, long b, long x, long y) => Math.BigMul(a, x) + Math.BigMul(b, y);

    /// <summary>Takes a limb out of a running sum, after adding to it.</summary>
    private static long Next(ref Int128 sum, Int128 summand)
    {
        sum += summand;
        var limb = (long)sum & Signed62.Mask;
        sum >>= Signed62.Bits;
        return limb;
    }
}
