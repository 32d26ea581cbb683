using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>r = a or a - p, tight, for a tight: the one below p if a is below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReduceOnce(in Wide<T> a, out Wide<T> r)
    {
        var mask = I.Create(Mask);
        var d0 = I.Subtract(a.L0, I.Create(Prime(0)));
        var d1 = I.Add(I.Subtract(a.L1, I.Create(Prime(1))), I.Carry(d0));
        var d2 = I.Add(I.Subtract(a.L2, I.Create(Prime(2))), I.Carry(d1));
        var d3 = I.Add(I.Subtract(a.L3, I.Create(Prime(3))), I.Carry(d2));
        var d4 = I.Add(I.Subtract(a.L4, I.Create(Prime(4))), I.Carry(d3));
        r.L0 = I.SelectNegative(d4, a.L0, I.And(d0, mask));
        r.L1 = I.SelectNegative(d4, a.L1, I.And(d1, mask));
        r.L2 = I.SelectNegative(d4, a.L2, I.And(d2, mask));
        r.L3 = I.SelectNegative(d4, a.L3, I.And(d3, mask));
        r.L4 = I.SelectNegative(d4, a.L4, d4);
    }

    /// <summary>r = a mod p, canonical, for a loose in [0, 84 p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Reduce(in Wide<T> a, out Wide<T> r)
    {
        ReduceBelowTwoP(a, out r);
        ReduceOnce(r, out r);
    }

    /// <summary>r = a - q p, tight, below 2p, for a loose in [0, 84 p).</summary>
    /// <remarks>The quotient is that of the top 20 bits by those of p, plus 1, with a reciprocal: at most 1 too small.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReduceBelowTwoP(in Wide<T> a, out Wide<T> r)
    {
        const int Dropped = 32;
        Tighten(a, out r);
        T fraction = Start(0, 1, first: true, last: true), quotient = Start(1, 0, first: true, last: true);
        I.MultiplyAdd(I.ToFactor(I.Right(r.L4, Dropped)), I.CreateFactor((Mask + 1) / ((Prime(4) >> Dropped) + 1)), ref fraction, ref quotient);
        var q = I.ToFactor(I.Add(quotient, I.Carry(fraction)));
        T c0 = Start(0, 1, first: true, last: true), c1 = Start(1, 1, first: true, last: true), c2 = c1, c3 = c1, c4 = c1, none = default;
        I.MultiplyAdd(q, P(0), ref c0, ref c1);
        I.MultiplyAdd(q, P(1), ref c1, ref c2);
        I.MultiplyAdd(q, P(2), ref c2, ref c3);
        I.MultiplyAdd(q, P(3), ref c3, ref c4);
        // The upper half counts multiples of 2^260, which the result is known to be free of.
        I.MultiplyAdd(q, P(4), ref c4, ref none);
        r.L0 = I.Subtract(r.L0, c0);
        r.L1 = I.Subtract(r.L1, c1);
        r.L2 = I.Subtract(r.L2, c2);
        r.L3 = I.Subtract(r.L3, c3);
        r.L4 = I.Subtract(r.L4, c4);
        Tighten(r, out r);
        r.L4 = I.And(r.L4, I.Create(Mask));
    }
}
