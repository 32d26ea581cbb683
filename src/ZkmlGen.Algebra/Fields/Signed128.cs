using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>A signed 128-bit sum of products.</summary>
internal struct Signed128
{
    private ulong low;
    private long high;

    internal readonly long Low => (long)low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long a, long b)
    {
        var product = (ulong)a * (ulong)b;
        low += product;
        high += (long)Limbs.MultiplyHigh((ulong)a, (ulong)b) - ((a >> 63) & b) - ((b >> 63) & a) + (low < product ? 1 : 0);
    }

    /// <summary>Removes and returns the lowest 62 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Shift()
    {
        var removed = (long)(low & Signed62.Mask);
        low = (low >> 62) | ((ulong)high << 2);
        high >>= 62;
        return removed;
    }
}
