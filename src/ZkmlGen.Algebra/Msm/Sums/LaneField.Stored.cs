using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Steps that keep values small enough for memory: below 2.4p ("stored"), where 256 bits would hold up to 5.2p.</summary>
internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>r = 3p - b in lanes where sign is negative, b elsewhere: loose, at most 3p, for b stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void NegateWhere(T sign, in Wide<T> b, out Wide<T> r)
    {
        r.L0 = I.SelectNegative(sign, I.Subtract(I.Create(3 * Prime(0)), b.L0), b.L0);
        r.L1 = I.SelectNegative(sign, I.Subtract(I.Create(3 * Prime(1)), b.L1), b.L1);
        r.L2 = I.SelectNegative(sign, I.Subtract(I.Create(3 * Prime(2)), b.L2), b.L2);
        r.L3 = I.SelectNegative(sign, I.Subtract(I.Create(3 * Prime(3)), b.L3), b.L3);
        r.L4 = I.SelectNegative(sign, I.Subtract(I.Create(3 * Prime(4)), b.L4), b.L4);
    }

    /// <summary>r = a - b - c + multiple p, limb by limb: loose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SubtractSum(in Wide<T> a, in Wide<T> b, in Wide<T> c, ulong multiple, out Wide<T> r)
    {
        r.L0 = I.Add(I.Subtract(a.L0, I.Add(b.L0, c.L0)), I.Create(multiple * Prime(0)));
        r.L1 = I.Add(I.Subtract(a.L1, I.Add(b.L1, c.L1)), I.Create(multiple * Prime(1)));
        r.L2 = I.Add(I.Subtract(a.L2, I.Add(b.L2, c.L2)), I.Create(multiple * Prime(2)));
        r.L3 = I.Add(I.Subtract(a.L3, I.Add(b.L3, c.L3)), I.Create(multiple * Prime(3)));
        r.L4 = I.Add(I.Subtract(a.L4, I.Add(b.L4, c.L4)), I.Create(multiple * Prime(4)));
    }

    /// <summary>
    /// a = a - multiple p where a is at least (multiple + 2^-37) p, a elsewhere or where it is nearly so: never negative. Loose, limbs below 2^58 in magnitude;
    /// multiple is at most 4. Only top limbs are compared: those below are worth less than 2^6 of them, and those of multiple p less than multiple.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SubtractIfAbove(ref Wide<T> a, ulong multiple)
    {
        var excess = I.Subtract(a.L4, I.Create(multiple * Prime(4) + (1UL << 7)));
        a.L0 = I.SelectNegative(excess, a.L0, I.Subtract(a.L0, I.Create(multiple * Prime(0))));
        a.L1 = I.SelectNegative(excess, a.L1, I.Subtract(a.L1, I.Create(multiple * Prime(1))));
        a.L2 = I.SelectNegative(excess, a.L2, I.Subtract(a.L2, I.Create(multiple * Prime(2))));
        a.L3 = I.SelectNegative(excess, a.L3, I.Subtract(a.L3, I.Create(multiple * Prime(3))));
        a.L4 = I.SelectNegative(excess, a.L4, I.Subtract(a.L4, I.Create(multiple * Prime(4))));
    }
}
