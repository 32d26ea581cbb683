using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Bit fields and sums of scalars as integers.</summary>
internal static class LimbsExtensions
{
    /// <summary>floor(value / 2^position) mod 2^count, position from 0 to 255, count at most 32; bits above 255 are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(this in Limbs value, int position, int count)
    {
        ref var words = ref Unsafe.As<Limbs, ulong>(ref Unsafe.AsRef(in value));
        var word = position >> 6;
        var shift = position & 63;
        var bits = Unsafe.Add(ref words, word) >> shift;
        if (shift + count > 64 && word < 3)
        {
            bits |= Unsafe.Add(ref words, word + 1) << (64 - shift);
        }
        return (uint)bits & (uint)((1UL << count) - 1);
    }

    /// <summary>a + b, which is below 2^256.</summary>
    public static Limbs Plus(this in Limbs a, in Limbs b)
    {
        ulong carry = 0;
        var l0 = Limbs.AddWithCarry(a.L0, b.L0, ref carry);
        var l1 = Limbs.AddWithCarry(a.L1, b.L1, ref carry);
        var l2 = Limbs.AddWithCarry(a.L2, b.L2, ref carry);
        return new(l0, l1, l2, a.L3 + b.L3 + carry);
    }
}
