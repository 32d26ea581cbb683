using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <remarks>
/// Products of polynomials: lane i has a coefficient a_i, and the row of a limb in memory goes on to both sides, so that the lanes of a w^k are the row read k
/// words earlier.
/// </remarks>
internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>Words of a row.</summary>
    internal const int RowLength = 16;

    /// <summary>
    /// r = sum over k in shifts of (x w^k b_k + y w^k c_k) / 2^260 mod p, tight, below 1.8p, for at most six shifts and elements below 2p, five rows of
    /// factors each; x and y are read in lanes, b_k and c_k one by one.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    internal static void ShiftedProduct(ulong* x, ulong* y, ulong* b, ulong* c, ReadOnlySpan<int> shifts, out Wide<T> r)
    {
        var n = 2 * (ulong)shifts.Length;
        T c0 = StartSum(n, 0, 1, 0, 0), c1 = StartSum(n, 1, 2, 0, 1), c2 = StartSum(n, 2, 3, 1, 2), c3 = StartSum(n, 3, 4, 2, 3);
        T c4 = StartSum(n, 4, 5, 3, 4), c5 = StartSum(n, 5, 4, 5, 5), c6 = StartSum(n, 4, 3, 5, 4), c7 = StartSum(n, 3, 2, 4, 3);
        T c8 = StartSum(n, 2, 1, 3, 2), c9 = StartSum(n, 1, 0, 2, 0);
        for (var i = 0; i < 2 * shifts.Length; i++)
        {
            var k = shifts[i >> 1];
            var lanes = ((i & 1) == 0 ? x : y) - k;
            var factor = ((i & 1) == 0 ? b : c) + k;
            T a0 = I.Load(lanes), a1 = I.Load(lanes + RowLength), a2 = I.Load(lanes + 2 * RowLength), a3 = I.Load(lanes + 3 * RowLength), a4 = I.Load(lanes + 4 * RowLength);
            Row(a0, a1, a2, a3, a4, I.Broadcast(factor), ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
            Row(a0, a1, a2, a3, a4, I.Broadcast(factor + RowLength), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
            Row(a0, a1, a2, a3, a4, I.Broadcast(factor + 2 * RowLength), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
            Row(a0, a1, a2, a3, a4, I.Broadcast(factor + 3 * RowLength), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
            Row(a0, a1, a2, a3, a4, I.Broadcast(factor + 4 * RowLength), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        }
        // 12 (2p)^2 / 2^260 + 1.2p
        Eliminate(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out r);
    }

    /// <summary>Writes tight elements as factors, limb by limb, a row apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreRows(in Wide<T> a, ulong* rows)
    {
        I.Store(I.ToFactor(a.L0), rows);
        I.Store(I.ToFactor(a.L1), rows + RowLength);
        I.Store(I.ToFactor(a.L2), rows + 2 * RowLength);
        I.Store(I.ToFactor(a.L3), rows + 3 * RowLength);
        I.Store(I.ToFactor(a.L4), rows + 4 * RowLength);
    }

    /// <summary>Writes the limbs of one element as factors, a row apart.</summary>
    internal static void StoreRows(in Limbs a, ulong* rows)
    {
        for (var i = 0; i < 5; i++)
        {
            rows[i * RowLength] = I.Factor(Limb(a.L0, a.L1, a.L2, a.L3, i));
        }
    }

    /// <summary>Reads one element below 2^256 from factors, a row apart.</summary>
    internal static Limbs LoadRows(ulong* rows)
    {
        ulong l0 = I.Limb(rows[0]), l1 = I.Limb(rows[RowLength]), l2 = I.Limb(rows[2 * RowLength]), l3 = I.Limb(rows[3 * RowLength]), l4 = I.Limb(rows[4 * RowLength]);
        return new(l0 | (l1 << 52), (l1 >> 12) | (l2 << 40), (l2 >> 24) | (l3 << 28), (l3 >> 36) | (l4 << 16));
    }
}
