namespace ZkmlGen.Algebra;

/// <summary>
/// K = sum of 2^(c-1) 2^(c w) over all windows w but the top one. The plain digits of s + K, less 2^(c-1) below the top window, are signed digits of s:
/// each window is known without a carry from the one below.
/// </summary>
internal static class WindowOffset
{
    public static long Int64(int windowBits, int windowCount)
    {
        var offset = 0L;
        for (var window = 0; window < windowCount - 1; window++)
        {
            offset |= 1L << (window * windowBits + windowBits - 1);
        }
        return offset;
    }

    public static Limbs Limbs(int windowBits, int windowCount)
    {
        Span<ulong> words = stackalloc ulong[4];
        words.Clear();
        for (var window = 0; window < windowCount - 1; window++)
        {
            var bit = window * windowBits + windowBits - 1;
            words[bit >> 6] |= 1UL << bit;
        }
        return new(words[0], words[1], words[2], words[3]);
    }
}
