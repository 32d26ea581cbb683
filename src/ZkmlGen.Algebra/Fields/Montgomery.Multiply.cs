using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <remarks>
/// Products work on five limbs of 52 bits, like the lanes: columns of halves take no carries, which C# has no instruction for, and five digits of
/// 52 bits are R. One factor is kept shifted left by 12, so that the upper word of a product is its upper half.
/// </remarks>
internal static partial class Montgomery<F>
{
    private const int LimbBits = 52, Shift = 64 - LimbBits;
    private const ulong Mask = (1UL << LimbBits) - 1;

    /// <summary>r = a b / R mod p; one factor is below p, the other may be any 256-bit integer.</summary>
    /// <remarks>See <see cref="LaneField{F, I, T}"/> for the elimination of columns with M and p; here, too, the sum is below 2p.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static void Multiply(in Limbs a, in Limbs b, out Limbs r)
    {
        Split(a, out var a0, out var a1, out var a2, out var a3, out var a4);
        ulong b0 = b.L0, b1 = b.L1, b2 = b.L2, b3 = b.L3;
        ulong c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0, c8 = 0, c9 = 0;
        Row(a0, a1, a2, a3, a4, b0 & Mask, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c0, ref c1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(a0, a1, a2, a3, a4, ((b0 >> 52) | (b1 << 12)) & Mask, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c1, ref c2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(a0, a1, a2, a3, a4, ((b1 >> 40) | (b2 << 24)) & Mask, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c2, ref c3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(a0, a1, a2, a3, a4, ((b2 >> 28) | (b3 << 36)) & Mask, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c3, ref c4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Row(a0, a1, a2, a3, a4, b3 >> 16, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Finish(c4, c5, c6, c7, c8, c9, out r);
    }

    /// <summary>r = a^2 / R mod p, for a below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static void Square(in Limbs a, out Limbs r)
    {
        Split(a, out var a0, out var a1, out var a2, out var a3, out var a4);
        ulong c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0, c8 = 0, c9 = 0;
        // Products off the diagonal count twice: 2 a_i is a_i shifted by one less.
        var b = a0 >> Shift;
        MultiplyAdd(a0, b, ref c0, ref c1);
        MultiplyAdd(a1, 2 * b, ref c1, ref c2);
        MultiplyAdd(a2, 2 * b, ref c2, ref c3);
        MultiplyAdd(a3, 2 * b, ref c3, ref c4);
        MultiplyAdd(a4, 2 * b, ref c4, ref c5);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c0, ref c1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        b = a1 >> Shift;
        MultiplyAdd(a1, b, ref c2, ref c3);
        MultiplyAdd(a2, 2 * b, ref c3, ref c4);
        MultiplyAdd(a3, 2 * b, ref c4, ref c5);
        MultiplyAdd(a4, 2 * b, ref c5, ref c6);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c1, ref c2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        b = a2 >> Shift;
        MultiplyAdd(a2, b, ref c4, ref c5);
        MultiplyAdd(a3, 2 * b, ref c5, ref c6);
        MultiplyAdd(a4, 2 * b, ref c6, ref c7);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c2, ref c3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        b = a3 >> Shift;
        MultiplyAdd(a3, b, ref c6, ref c7);
        MultiplyAdd(a4, 2 * b, ref c7, ref c8);
        Row(M(0), M(1), M(2), M(3), M(4), Digit(c3, ref c4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        MultiplyAdd(a4, a4 >> Shift, ref c8, ref c9);
        Finish(c4, c5, c6, c7, c8, c9, out r);
    }

    /// <summary>Limbs of 52 bits, shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(in Limbs a, out ulong a0, out ulong a1, out ulong a2, out ulong a3, out ulong a4)
    {
        ulong w0 = a.L0, w1 = a.L1, w2 = a.L2, w3 = a.L3;
        a0 = w0 << 12;
        a1 = ((w0 >> 40) & ~0xfffUL) | (w1 << 24);
        a2 = ((w1 >> 28) & ~0xfffUL) | (w2 << 36);
        a3 = ((w2 >> 16) & ~0xfffUL) | (w3 << 48);
        a4 = (w3 >> 4) & ~0xfffUL;
    }

    /// <summary>Limb i of M, of p, shifted: constants for the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong M(int i) => Shifted(F.M0, F.M1, F.M2, F.M3, i);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong P(int i) => Shifted(F.P0, F.P1, F.P2, F.P3, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Shifted(ulong w0, ulong w1, ulong w2, ulong w3, int i)
    {
        Split(new Limbs(w0, w1, w2, w3), out var a0, out var a1, out var a2, out var a3, out var a4);
        return i switch { 0 => a0, 1 => a1, 2 => a2, 3 => a3, _ => a4 };
    }

    /// <summary>Adds the halves of a b to two columns; a is shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(ulong a, ulong b, ref ulong low, ref ulong high)
    {
        high += Math.BigMul(a, b, out var l);
        low += l >> Shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong b, ref ulong c0, ref ulong c1, ref ulong c2, ref ulong c3, ref ulong c4, ref ulong c5)
    {
        MultiplyAdd(a0, b, ref c0, ref c1);
        MultiplyAdd(a1, b, ref c1, ref c2);
        MultiplyAdd(a2, b, ref c2, ref c3);
        MultiplyAdd(a3, b, ref c3, ref c4);
        MultiplyAdd(a4, b, ref c4, ref c5);
    }

    /// <summary>The lowest limb of a finished column; the rest goes to the next column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digit(ulong column, ref ulong next)
    {
        next += column >> LimbBits;
        return column & Mask;
    }

    /// <summary>Eliminates the last column, carries, packs and reduces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(ulong c4, ulong c5, ulong c6, ulong c7, ulong c8, ulong c9, out Limbs r)
    {
        var q = (c4 * F.NegatedInverse) & Mask;
        MultiplyAdd(P(0), q, ref c4, ref c5);
        MultiplyAdd(P(1), q, ref c5, ref c6);
        MultiplyAdd(P(2), q, ref c6, ref c7);
        MultiplyAdd(P(3), q, ref c7, ref c8);
        MultiplyAdd(P(4), q, ref c8, ref c9);
        c5 += c4 >> LimbBits;
        c6 += c5 >> LimbBits;
        c7 += c6 >> LimbBits;
        c8 += c7 >> LimbBits;
        c9 += c8 >> LimbBits;
        c5 &= Mask;
        c6 &= Mask;
        c7 &= Mask;
        c8 &= Mask;
        ReduceOnce(c5 | (c6 << 52), (c6 >> 12) | (c7 << 40), (c7 >> 24) | (c8 << 28), (c8 >> 36) | (c9 << 16), out r);
    }
}
