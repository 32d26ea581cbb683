using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZkmlGen.Algebra;

/// <summary>Signed digits of signed 32-bit scalars.</summary>
internal static unsafe class SmallDigits
{
    /// <summary>The least b such that every value is in [-2^(b-1), 2^(b-1)), or 0 if all are 0; and how many are not 0.</summary>
    [MethodImpl(HotLoop.Options)]
    public static int SignedBits(ReadOnlySpan<int> values, out int nonZero)
    {
        Vector128<int> magnitudes = default, zeros = default;
        var i = 0;
        for (; i <= values.Length - Vector128<int>.Count; i += Vector128<int>.Count)
        {
            var value = Vector128.Create(values[i..]);
            magnitudes |= value ^ (value >> 31);
            zeros -= Vector128.Equals(value, default);
        }
        var (magnitude, zero) = (0, Vector128.Sum(zeros));
        for (var j = 0; j < Vector128<int>.Count; j++)
        {
            magnitude |= magnitudes[j];
        }
        for (; i < values.Length; i++)
        {
            magnitude |= values[i] ^ (values[i] >> 31);
            zero += values[i] == 0 ? 1 : 0;
        }
        nonZero = values.Length - zero;
        return nonZero == 0 ? 0 : 33 - BitOperations.LeadingZeroCount((uint)magnitude);
    }

    /// <summary>digits[window * values.Length + i] = digit of value i in that window; the windows cover the SignedBits of the values.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Write(ReadOnlySpan<int> values, int windowBits, int windows, short* digits)
    {
        var offset = WindowOffset.Int64(windowBits, windows);
        for (var window = 0; window < windows; window++, digits += values.Length)
        {
            var isTop = window == windows - 1;
            var mask = isTop ? -1L : (1L << windowBits) - 1;
            var half = isTop ? 0 : 1 << (windowBits - 1);
            var done = windows * windowBits <= 30 ? WriteEights(values, (int)offset, window * windowBits, (int)mask, half, digits) : 0;
            for (var i = done; i < values.Length; i++)
            {
                digits[i] = (short)((int)(((values[i] + offset) >> (window * windowBits)) & mask) - half);
            }
        }
    }

    /// <summary>Whole eights of values, values plus offset being in the range of an int; returns how many values that are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteEights(ReadOnlySpan<int> values, int offset, int shift, int mask, int half, short* digits)
    {
        var i = 0;
        for (; i <= values.Length - Vector128<short>.Count; i += Vector128<short>.Count)
        {
            var low = (((Vector128.Create(values[i..]) + Vector128.Create(offset)) >> shift) & Vector128.Create(mask)) - Vector128.Create(half);
            var high = (((Vector128.Create(values[(i + 4)..]) + Vector128.Create(offset)) >> shift) & Vector128.Create(mask)) - Vector128.Create(half);
            Vector128.Narrow(low, high).Store(digits + i);
        }
        return i;
    }
}
