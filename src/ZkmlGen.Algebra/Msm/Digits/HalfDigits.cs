using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Signed digits of the halves of full-width scalars.</summary>
internal static unsafe class HalfDigits
{
    /// <summary>first[window * stride + i], second[window * stride + i] = digits of the two halves of scalar i; scratch is as long as the scalars.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Write(FrVector scalars, FrVector scratch, int windowBits, int windows, short* first, short* second, int stride)
    {
        PlainIntegers.From(scalars, scratch);
        var offset = WindowOffset.Limbs(windowBits, windows);
        var offset128 = (Int128)new UInt128(offset.L1, offset.L0);
        for (var i = 0; i < scalars.Length; i++)
        {
            var scalar = scratch[i];
            Endomorphism.Split(new Limbs(scalar.L0, scalar.L1, scalar.L2, scalar.L3), out var half1, out var half2);
            Write(half1 + offset128, windowBits, windows, first + i, stride);
            Write(half2 + offset128, windowBits, windows, second + i, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Int128 value, int windowBits, int windows, short* digits, int stride)
    {
        ulong low = (ulong)value, high = (ulong)(value >> 64);
        var mask = (1UL << windowBits) - 1;
        var half = 1 << (windowBits - 1);
        var position = 0;
        for (var window = 0; window < windows - 1; window++, position += windowBits, digits += stride)
        {
            var bits = position >= 64 ? high >> position : position == 0 ? low : (low >> position) | (high << (64 - position));
            *digits = (short)((int)(bits & mask) - half);
        }
        *digits = (short)(value >> position);
    }
}
