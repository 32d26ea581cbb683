using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Signed digits of scalars in [0, r).</summary>
internal static unsafe class FullDigits
{
    /// <summary>Bits that the digits have to cover: r is below 2^254, and one bit is for the sign.</summary>
    public const int Bits = 255;

    /// <summary>
    /// digits[window * stride + i] = digit of scalar i in that window. The stride is a multiple of eight, and at least as long as the scalars; scratch is as long.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    public static void Write(FrVector scalars, FrVector scratch, int windowBits, int windows, short* digits, int stride)
    {
        PlainIntegers.From(scalars, scratch);
        var offset = WindowOffset.Limbs(windowBits, windows);
        for (var block = 0; block < scratch.Blocks; block++)
        {
            var words = scratch.Words + block * FrVector.BlockWords;
            AddOffset(words, offset);
            for (var window = 0; window < windows; window++)
            {
                var half = window == windows - 1 ? 0 : 1L << (windowBits - 1);
                Digits(words, window * windowBits, windowBits, half).Store(digits + (long)window * stride + block * FrVector.Block);
            }
        }
    }

    /// <summary>Eight 256-bit integers plus the same offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOffset(ulong* words, in Limbs offset)
    {
        var carry = Vector512<ulong>.Zero;
        Add(words, offset.L0, ref carry);
        Add(words + 8, offset.L1, ref carry);
        Add(words + 16, offset.L2, ref carry);
        Add(words + 24, offset.L3, ref carry);
    }

    /// <summary>Eight words plus one and plus carries (0 or 1, in and out).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ulong* words, ulong offset, ref Vector512<ulong> carry)
    {
        var withCarry = Vector512.Load(words) + carry;
        var sum = withCarry + Vector512.Create(offset);
        var overflow = Vector512.LessThan(withCarry, carry) | Vector512.LessThan(sum, withCarry);
        sum.Store(words);
        carry = Vector512<ulong>.Zero - overflow;
    }

    /// <summary>Bits position to position + windowBits - 1 of eight integers, less half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Digits(ulong* words, int position, int windowBits, long half)
    {
        var word = words + (position >> 6) * FrVector.Block;
        var shift = position & 63;
        var bits = Vector512.ShiftRightLogical(Vector512.Load(word), shift);
        if (shift + windowBits > 64 && position < 192)
        {
            bits |= Vector512.ShiftLeft(Vector512.Load(word + FrVector.Block), 64 - shift);
        }
        var digits = (bits & Vector512.Create((1UL << windowBits) - 1)).AsInt64() - Vector512.Create(half);
        var narrow = Vector512.Narrow(digits, digits).GetLower();
        return Vector256.Narrow(narrow, narrow).GetLower();
    }
}
