namespace ZkmlGen.Algebra;

/// <summary>A signed integer W0 + 2^62 W1 + ... + 2^248 W4: W0..W3 in [0, 2^62), W4 signed.</summary>
internal struct Signed62
{
    internal const ulong Mask = (1UL << 62) - 1;
    internal long W0, W1, W2, W3, W4;

    internal Signed62(long value) => W0 = value;

    internal Signed62(in Limbs a)
    {
        W0 = (long)(a.L0 & Mask);
        W1 = (long)(((a.L0 >> 62) | (a.L1 << 2)) & Mask);
        W2 = (long)(((a.L1 >> 60) | (a.L2 << 4)) & Mask);
        W3 = (long)(((a.L2 >> 58) | (a.L3 << 6)) & Mask);
        W4 = (long)(a.L3 >> 56);
    }

    internal readonly bool IsZero => (W0 | W1 | W2 | W3 | W4) == 0;

    /// <summary>This or its negative mod p, in [0, p), for a value in (-2p, p).</summary>
    internal readonly Limbs Residue(in Signed62 p, bool negate)
    {
        var value = this;
        value.AddIfNegative(p);
        if (negate)
        {
            value = value.Negated();
        }
        value.AddIfNegative(p);
        return new Limbs(
            (ulong)value.W0 | ((ulong)value.W1 << 62),
            ((ulong)value.W1 >> 2) | ((ulong)value.W2 << 60),
            ((ulong)value.W2 >> 4) | ((ulong)value.W3 << 58),
            ((ulong)value.W3 >> 6) | ((ulong)value.W4 << 56));
    }

    private void AddIfNegative(in Signed62 p)
    {
        if (W4 < 0)
        {
            (W0, W1, W2, W3, W4) = (W0 + p.W0, W1 + p.W1, W2 + p.W2, W3 + p.W3, W4 + p.W4);
            Carry();
        }
    }

    private readonly Signed62 Negated()
    {
        var negated = new Signed62 { W0 = -W0, W1 = -W1, W2 = -W2, W3 = -W3, W4 = -W4 };
        negated.Carry();
        return negated;
    }

    private void Carry()
    {
        W1 += W0 >> 62;
        W2 += W1 >> 62;
        W3 += W2 >> 62;
        W4 += W3 >> 62;
        W0 &= (long)Mask;
        W1 &= (long)Mask;
        W2 &= (long)Mask;
        W3 &= (long)Mask;
    }
}
