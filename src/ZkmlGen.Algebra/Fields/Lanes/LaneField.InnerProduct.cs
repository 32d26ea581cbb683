using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>How many blocks one call of <see cref="InnerProduct"/> may add up before its columns could overflow.</summary>
    internal const int InnerProductBlocks = 128;

    /// <summary>r = sum over blocks of a b / 2^260 mod p, canonical, for canonical a and b in memory, one block apart, at most 128 blocks.</summary>
    /// <remarks>The products are added up column by column, and reduced once.</remarks>
    [MethodImpl(HotLoop.Options)]
    internal static void InnerProduct(ulong* a, ulong* b, int blocks, out Wide<T> r)
    {
        var n = (ulong)blocks;
        T c0 = StartSum(n, 0, 1, 0, 0), c1 = StartSum(n, 1, 2, 0, 1), c2 = StartSum(n, 2, 3, 1, 2), c3 = StartSum(n, 3, 4, 2, 3);
        T c4 = StartSum(n, 4, 5, 3, 4), c5 = StartSum(n, 5, 4, 5, 5), c6 = StartSum(n, 4, 3, 5, 4), c7 = StartSum(n, 3, 2, 4, 3);
        T c8 = StartSum(n, 2, 1, 3, 2), c9 = StartSum(n, 1, 0, 2, 0);
        for (; blocks > 0; blocks--, a += FrVector.BlockWords, b += FrVector.BlockWords)
        {
            Load(a, out var aWide);
            Load(b, out var bWide);
            T a0 = I.ToFactor(aWide.L0), a1 = I.ToFactor(aWide.L1), a2 = I.ToFactor(aWide.L2), a3 = I.ToFactor(aWide.L3), a4 = I.ToFactor(aWide.L4);
            Row(a0, a1, a2, a3, a4, I.ToFactor(bWide.L0), ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
            Row(a0, a1, a2, a3, a4, I.ToFactor(bWide.L1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
            Row(a0, a1, a2, a3, a4, I.ToFactor(bWide.L2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
            Row(a0, a1, a2, a3, a4, I.ToFactor(bWide.L3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
            Row(a0, a1, a2, a3, a4, I.ToFactor(bWide.L4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        }
        Eliminate(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out r);
        // Below 128 p^2 / 2^260 + 1.2 p < 2.8 p.
        ReduceOnce(r, out r);
        ReduceOnce(r, out r);
    }

    /// <summary>Where a column starts that gets so many halves from each of n products, and so many from the reduction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T StartSum(ulong n, ulong highs, ulong lows, ulong moreHighs, ulong moreLows)
    {
        // Up to 5 n signed lower halves, of at least -2^51 each.
        const ulong SumDebt = 4 * InnerProductBlocks;
        var start = 0UL - (n * highs + moreHighs) * I.HighBias - (n * lows + moreLows) * I.LowBias;
        return I.Create(start + (I.LowIsSigned && lows > 0 ? SumDebt << LimbBits : 0) - (I.LowIsSigned && highs > 0 ? SumDebt : 0));
    }

    /// <summary>r = (c0 + c1 2^52 + ...) / 2^260 mod p, tight, for columns that started with the biases of what is added here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eliminate(T c0, T c1, T c2, T c3, T c4, T c5, T c6, T c7, T c8, T c9, out Wide<T> r)
    {
        T m0 = M(0), m1 = M(1), m2 = M(2), m3 = M(3), m4 = M(4);
        Row(m0, m1, m2, m3, m4, Digit(c0, ref c1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(m0, m1, m2, m3, m4, Digit(c1, ref c2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(m0, m1, m2, m3, m4, Digit(c2, ref c3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(m0, m1, m2, m3, m4, Digit(c3, ref c4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Finish(c4, c5, c6, c7, c8, c9, out r);
    }
}
