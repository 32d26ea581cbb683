namespace ZkmlGen.Algebra;

/// <summary>A signed integer of five limbs of 62 bits; all but the top one are in [0, 2^62).</summary>
internal struct Signed62(long l0, long l1, long l2, long l3, long l4)
{
    public const int Bits = 62;
    public const long Mask = (1L << Bits) - 1;

    public long L0 = l0, L1 = l1, L2 = l2, L3 = l3, L4 = l4;

    public static Signed62 From(in Limbs a) => new(
        (long)a.L0 & Mask,
        (long)((a.L0 >> 62) | (a.L1 << 2)) & Mask,
        (long)((a.L1 >> 60) | (a.L2 << 4)) & Mask,
        (long)((a.L2 >> 58) | (a.L3 << 6)) & Mask,
        (long)(a.L3 >> 56));

    /// <summary>The 256-bit integer, for a value in [0, 2^256).</summary>
    public readonly Limbs ToLimbs() => new(
        (ulong)(L0 | (L1 << 62)),
        (ulong)((L1 >> 2) | (L2 << 60)),
        (ulong)((L2 >> 4) | (L3 << 58)),
        (ulong)((L3 >> 6) | (L4 << 56)));

    public readonly bool IsZero => (L0 | L1 | L2 | L3 | L4) == 0;
    public readonly bool IsNegative => L4 < 0;

    /// <summary>a + b.</summary>
    public static Signed62 operator +(in Signed62 a, in Signed62 b) => Carried(a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);

    /// <summary>-a.</summary>
    public static Signed62 operator -(in Signed62 a) => Carried(-a.L0, -a.L1, -a.L2, -a.L3, -a.L4);

    private static Signed62 Carried(long l0, long l1, long l2, long l3, long l4)
    {
        l1 += l0 >> Bits;
        l2 += l1 >> Bits;
        l3 += l2 >> Bits;
        return new(l0 & Mask, l1 & Mask, l2 & Mask, l3 & Mask, l4 + (l3 >> Bits));
    }
}
