using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>Signed 32-bit scalars.</summary>
internal readonly unsafe struct SmallScalars : IMsmScalars
{
    private readonly int* values;

    public SmallScalars(int* values, int length)
    {
        this.values = values;
        Length = length;
        Bits = SignedBits(new(values, length));
    }

    public int Length { get; }
    public int Bits { get; }

    public void Digits(int window, int windowBits, int windowCount, int start, Span<int> digits)
    {
        var offset = WindowOffset.Int64(windowBits, windowCount);
        var shift = window * windowBits;
        var top = window == windowCount - 1;
        var mask = (1L << windowBits) - 1;
        var half = 1 << (windowBits - 1);
        for (var i = 0; i < digits.Length; i++)
        {
            var value = (values[start + i] + offset) >> shift;
            digits[i] = top ? (int)value : (int)(value & mask) - half;
        }
    }

    /// <summary>The least b such that every value is in [-2^(b-1), 2^(b-1)), or 0 if all are 0.</summary>
    private static int SignedBits(ReadOnlySpan<int> values)
    {
        var magnitudes = 0;
        foreach (var value in values)
        {
            magnitudes |= value ^ (value >> 31);
        }
        return magnitudes == 0 && !values.ContainsAnyExcept(0) ? 0 : 33 - BitOperations.LeadingZeroCount((uint)magnitudes);
    }
}
