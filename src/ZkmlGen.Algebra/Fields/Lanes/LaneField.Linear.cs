using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>r = a + b, limb by limb: loose, of value a + b. r may be an operand, here and below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(in Wide<T> a, in Wide<T> b, out Wide<T> r)
    {
        r.L0 = I.Add(a.L0, b.L0);
        r.L1 = I.Add(a.L1, b.L1);
        r.L2 = I.Add(a.L2, b.L2);
        r.L3 = I.Add(a.L3, b.L3);
        r.L4 = I.Add(a.L4, b.L4);
    }

    /// <summary>r = a - b + multiple p, limb by limb: loose, of value a - b + multiple p. Positive if b is at most multiple p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Subtract(in Wide<T> a, in Wide<T> b, ulong multiple, out Wide<T> r)
    {
        r.L0 = I.Add(I.Subtract(a.L0, b.L0), I.Create(multiple * Prime(0)));
        r.L1 = I.Add(I.Subtract(a.L1, b.L1), I.Create(multiple * Prime(1)));
        r.L2 = I.Add(I.Subtract(a.L2, b.L2), I.Create(multiple * Prime(2)));
        r.L3 = I.Add(I.Subtract(a.L3, b.L3), I.Create(multiple * Prime(3)));
        r.L4 = I.Add(I.Subtract(a.L4, b.L4), I.Create(multiple * Prime(4)));
    }

    /// <summary>r = a, tight, for a loose of value in [0, 84 p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Tighten(in Wide<T> a, out Wide<T> r)
    {
        var mask = I.Create(Mask);
        var c1 = I.Add(a.L1, I.Carry(a.L0));
        var c2 = I.Add(a.L2, I.Carry(c1));
        var c3 = I.Add(a.L3, I.Carry(c2));
        r.L4 = I.Add(a.L4, I.Carry(c3));
        r.L0 = I.And(a.L0, mask);
        r.L1 = I.And(c1, mask);
        r.L2 = I.And(c2, mask);
        r.L3 = I.And(c3, mask);
    }

    /// <summary>r = a in lanes where the mask has ones, b in lanes where it has zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Select(T mask, in Wide<T> a, in Wide<T> b, out Wide<T> r)
    {
        r.L0 = I.Select(mask, a.L0, b.L0);
        r.L1 = I.Select(mask, a.L1, b.L1);
        r.L2 = I.Select(mask, a.L2, b.L2);
        r.L3 = I.Select(mask, a.L3, b.L3);
        r.L4 = I.Select(mask, a.L4, b.L4);
    }

    /// <summary>Ones in lanes where a is 0, zeros elsewhere, for a in [0, p), tight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T IsZero(in Wide<T> a)
    {
        var any = I.Or(I.Or(I.Or(a.L0, a.L1), I.Or(a.L2, a.L3)), a.L4);
        return I.Carry(I.Subtract(any, I.Create(1UL)));
    }
}
