using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Arithmetic mod p in lanes, for the field F, with the instruction set I. Bounds of values are stated as multiples of p.</summary>
internal static unsafe partial class LaneField<F, I, T>
    where F : struct, IPrimeField
    where I : struct, ILanes<T>
    where T : unmanaged
{
    internal const int LimbBits = 52;
    internal const ulong Mask = (1UL << LimbBits) - 1;
    /// <summary>Columns with signed lower halves, up to 80 of them, borrow this from the next column to stay positive.</summary>
    private const ulong Debt = 64;

    /// <summary>Limb i of a word of 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Limb(ulong w0, ulong w1, ulong w2, ulong w3, int i) => i switch
    {
        0 => w0 & Mask,
        1 => ((w0 >> 52) | (w1 << 12)) & Mask,
        2 => ((w1 >> 40) | (w2 << 24)) & Mask,
        3 => ((w2 >> 28) | (w3 << 36)) & Mask,
        _ => w3 >> 16,
    };

    /// <summary>Limb i of p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Prime(int i) => Limb(F.P0, F.P1, F.P2, F.P3, i);
    /// <summary>Limb i of p as a factor, in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T P(int i) => I.CreateFactor(Prime(i));
    /// <summary>Limb i of M as a factor, in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T M(int i) => I.InverseFactor<F>(i);

    /// <summary>Where a column starts that receives so many upper and lower halves: minus their biases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Start(int highs, int lows, bool first = false, bool last = false)
    {
        var start = 0UL - (ulong)highs * I.HighBias - (ulong)lows * I.LowBias;
        return I.Create(start + (I.LowIsSigned && !last ? Debt << LimbBits : 0) - (I.LowIsSigned && !first ? Debt : 0));
    }

    /// <summary>Adds a b to columns c0..c5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(T a0, T a1, T a2, T a3, T a4, T b, ref T c0, ref T c1, ref T c2, ref T c3, ref T c4, ref T c5)
    {
        I.MultiplyAdd(a0, b, ref c0, ref c1);
        I.MultiplyAdd(a1, b, ref c1, ref c2);
        I.MultiplyAdd(a2, b, ref c2, ref c3);
        I.MultiplyAdd(a3, b, ref c3, ref c4);
        I.MultiplyAdd(a4, b, ref c4, ref c5);
    }

    /// <summary>The factor of the lowest limb of a finished column; the rest goes to the next column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Digit(T column, ref T next)
    {
        next = I.Add(next, I.Right(column, LimbBits));
        return I.DigitToFactor(column);
    }
}
