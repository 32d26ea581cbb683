using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Algebra;

/// <summary>A 256-bit integer, four 64-bit limbs, little-endian: the memory image of <see cref="Fr"/> and <see cref="Fq"/>.</summary>
/// <remarks>Carries are comparisons, in the forms that the JIT turns into conditional moves: C# has no instruction for them.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct Limbs(ulong l0, ulong l1, ulong l2, ulong l3)
{
    public ulong L0 = l0, L1 = l1, L2 = l2, L3 = l3;

    /// <summary>s = a + b + carry mod 2^64; carry = 0 or 1, in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong AddWithCarry(ulong a, ulong b, ref ulong carry)
    {
        var s = a + b;
        var c = s < b ? 1UL : 0UL;
        s += carry;
        carry = s < carry ? 1UL : c;
        return s;
    }

    /// <summary>d = a - b - borrow mod 2^64; borrow = 0 or 1, in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong SubtractWithBorrow(ulong a, ulong b, ref ulong borrow)
    {
        var d = a - b;
        var c = a < b ? 1UL : 0UL;
        var e = d - borrow;
        borrow = d < borrow ? 1UL : c;
        return e;
    }

    /// <summary>The upper half of a b. The lower one costs less as a product of its own than through the memory that it would be returned in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyHigh(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    /// <summary>lo + 2^64 carry = a b + carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Multiply(ulong a, ulong b, ref ulong carry)
    {
        var high = MultiplyHigh(a, b);
        var low = a * b + carry;
        carry = low < carry ? high + 1 : high;
        return low;
    }

    /// <summary>lo + 2^64 carry = a b + addend + carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        var high = MultiplyHigh(a, b);
        var low = a * b + addend;
        high = low < addend ? high + 1 : high;
        low += carry;
        carry = low < carry ? high + 1 : high;
        return low;
    }
}
