using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>A 256-bit integer, four 64-bit limbs, little-endian: the memory image of <see cref="Fr"/> and <see cref="Fq"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Limbs(ulong l0, ulong l1, ulong l2, ulong l3)
{
    public ulong L0 = l0, L1 = l1, L2 = l2, L3 = l3;

    /// <summary>lo = a + b + carry mod 2^64; carry = 0 or 1, in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong AddWithCarry(ulong a, ulong b, ref ulong carry)
    {
        var s = a + carry;
        var c = s < carry ? 1UL : 0UL;
        s += b;
        carry = c + (s < b ? 1UL : 0UL);
        return s;
    }

    /// <summary>d = a - b - borrow mod 2^64; borrow = 0 or 1, in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong SubtractWithBorrow(ulong a, ulong b, ref ulong borrow)
    {
        var d = a - b;
        var c = a < b ? 1UL : 0UL;
        var e = d - borrow;
        borrow = c + (d < borrow ? 1UL : 0UL);
        return e;
    }

    /// <summary>lo + 2^64 carry = a b + addend + carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        low += addend;
        high += low < addend ? 1UL : 0UL;
        low += carry;
        carry = high + (low < carry ? 1UL : 0UL);
        return low;
    }
}
