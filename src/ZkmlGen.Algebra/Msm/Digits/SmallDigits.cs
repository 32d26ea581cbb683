using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>Signed digits of signed 32-bit scalars.</summary>
internal static unsafe class SmallDigits
{
    /// <summary>The least b such that every value is in [-2^(b-1), 2^(b-1)), or 0 if all are 0; and how many are not 0.</summary>
    public static int SignedBits(ReadOnlySpan<int> values, out int nonZero)
    {
        var magnitudes = 0;
        nonZero = 0;
        foreach (var value in values)
        {
            magnitudes |= value ^ (value >> 31);
            nonZero += value == 0 ? 0 : 1;
        }
        return nonZero == 0 ? 0 : 33 - BitOperations.LeadingZeroCount((uint)magnitudes);
    }

    /// <summary>digits[window * values.Length + i] = digit of value i in that window.</summary>
    public static void Write(ReadOnlySpan<int> values, int windowBits, int windows, short* digits)
    {
        var offset = WindowOffset.Int64(windowBits, windows);
        var mask = (1L << windowBits) - 1;
        var half = 1 << (windowBits - 1);
        for (var window = 0; window < windows - 1; window++, digits += values.Length)
        {
            var shift = window * windowBits;
            for (var i = 0; i < values.Length; i++)
            {
                digits[i] = (short)((int)(((values[i] + offset) >> shift) & mask) - half);
            }
        }
        var topShift = (windows - 1) * windowBits;
        for (var i = 0; i < values.Length; i++)
        {
            digits[i] = (short)((values[i] + offset) >> topShift);
        }
    }
}
