using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <remarks>
/// Products with constants w in [0, p) known in advance (Harvey, "Faster arithmetic for number-theoretic transforms", 2014, after Shoup): with
/// w' = floor(w 2^260 / p), the quotient of a w by p is nearly the upper half of a w', and the remainder needs only lower halves, since it is
/// known mod 2^260. A constant is ten doubles, five limbs of w and five of w'. All of it is plain, not in Montgomery form: a product has
/// the form of a. The quotient drops all columns below its own, which makes it up to 10 too small.
/// </remarks>
internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>Doubles of a constant.</summary>
    internal const int ConstantWords = 10;
    /// <summary>Remainders of products with constants are below this multiple of p.</summary>
    internal const int RemainderBound = 11;
    /// <summary>Values of five tight limbs are below this multiple of p, rounded down.</summary>
    internal const int TightBound = 84;

    /// <summary>Writes the ten doubles of the constant w.</summary>
    internal static void WriteConstant(in Limbs w, double* words)
    {
        var quotient = (Montgomery<F>.ToBigInteger(w) << (5 * LimbBits)) / Montgomery<F>.Modulus;
        for (var i = 0; i < 5; i++)
        {
            words[i] = Limb(w.L0, w.L1, w.L2, w.L3, i);
            words[5 + i] = (double)((quotient >> (LimbBits * i)) & Mask);
        }
    }

    /// <summary>(u, v) = (u + w v, u - w v + 11 p), loose, mod 2^260; u and v loose, in [0, 84 p) mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Butterfly(ref Wide<T> u, ref Wide<T> v, double* w)
    {
        MultiplyConstant(v, w, out var d0, out var d1, out var d2, out var d3, out var d4);
        T u0 = u.L0, u1 = u.L1, u2 = u.L2, u3 = u.L3, u4 = u.L4;
        u.L0 = I.Add(u0, d0);
        u.L1 = I.Add(u1, d1);
        u.L2 = I.Add(u2, d2);
        u.L3 = I.Add(u3, d3);
        u.L4 = I.Add(u4, d4);
        v.L0 = I.Subtract(I.Add(u0, I.Create(RemainderBound * Prime(0))), d0);
        v.L1 = I.Subtract(I.Add(u1, I.Create(RemainderBound * Prime(1))), d1);
        v.L2 = I.Subtract(I.Add(u2, I.Create(RemainderBound * Prime(2))), d2);
        v.L3 = I.Subtract(I.Add(u3, I.Create(RemainderBound * Prime(3))), d3);
        v.L4 = I.Subtract(I.Add(u4, I.Create(RemainderBound * Prime(4))), d4);
    }

    /// <summary>r = a w mod p, loose, mod 2^260, in [0, 11 p), for a loose in [0, 84 p) mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void MultiplyConstant(in Wide<T> a, double* w, out Wide<T> r) => MultiplyConstant(a, w, out r.L0, out r.L1, out r.L2, out r.L3, out r.L4);

    /// <summary>The limbs of a w - q p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyConstant(in Wide<T> a, double* w, out T d0, out T d1, out T d2, out T d3, out T d4)
    {
        var c1 = I.Add(a.L1, I.Carry(a.L0));
        var c2 = I.Add(a.L2, I.Carry(c1));
        var c3 = I.Add(a.L3, I.Carry(c2));
        var c4 = I.Add(a.L4, I.Carry(c3));
        T a0 = I.DigitToDouble(a.L0), a1 = I.DigitToDouble(c1), a2 = I.DigitToDouble(c2), a3 = I.DigitToDouble(c3), a4 = I.DigitToDouble(c4);
        Quotient(a0, a1, a2, a3, a4, w + 5, out var q0, out var q1, out var q2, out var q3, out var q4);

        d0 = Start(0, 2, first: true, last: true);
        d1 = Start(2, 4, first: true, last: true);
        d2 = Start(4, 6, first: true, last: true);
        d3 = Start(6, 8, first: true, last: true);
        d4 = Start(8, 10, first: true, last: true);
        MultiplyAddModulo(a0, a1, a2, a3, a4, I.Broadcast(w), I.Broadcast(w + 1), I.Broadcast(w + 2), I.Broadcast(w + 3), I.Broadcast(w + 4), ref d0, ref d1, ref d2, ref d3, ref d4);
        MultiplyAddModulo(q0, q1, q2, q3, q4, MinusP(0), MinusP(1), MinusP(2), MinusP(3), MinusP(4), ref d0, ref d1, ref d2, ref d3, ref d4);
    }

    /// <summary>The digits of floor(a w' / 2^260) - d, 0 &lt;= d &lt;= 10, mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quotient(T a0, T a1, T a2, T a3, T a4, double* w, out T q0, out T q1, out T q2, out T q3, out T q4)
    {
        T w1 = I.Broadcast(w + 1), w2 = I.Broadcast(w + 2), w3 = I.Broadcast(w + 3), w4 = I.Broadcast(w + 4);
        // Upper halves rounded to nearest may be too large by 1/2 each: take 3 off, so that the quotient never is.
        T c5 = I.Subtract(Start(5, 4, first: true), I.Create(I.LowIsSigned ? 3UL : 0)), c6 = Start(4, 3), c7 = Start(3, 2), c8 = Start(2, 1), c9 = Start(1, 0, last: true);
        I.MultiplyAddHigh(a0, w4, ref c5);
        I.MultiplyAddHigh(a1, w3, ref c5);
        I.MultiplyAddHigh(a2, w2, ref c5);
        I.MultiplyAddHigh(a3, w1, ref c5);
        I.MultiplyAddHigh(a4, I.Broadcast(w), ref c5);
        I.MultiplyAdd(a1, w4, ref c5, ref c6);
        I.MultiplyAdd(a2, w3, ref c5, ref c6);
        I.MultiplyAdd(a3, w2, ref c5, ref c6);
        I.MultiplyAdd(a4, w1, ref c5, ref c6);
        q0 = Digit(c5, ref c6);
        I.MultiplyAdd(a2, w4, ref c6, ref c7);
        I.MultiplyAdd(a3, w3, ref c6, ref c7);
        I.MultiplyAdd(a4, w2, ref c6, ref c7);
        q1 = Digit(c6, ref c7);
        I.MultiplyAdd(a3, w4, ref c7, ref c8);
        I.MultiplyAdd(a4, w3, ref c7, ref c8);
        q2 = Digit(c7, ref c8);
        I.MultiplyAdd(a4, w4, ref c8, ref c9);
        q3 = Digit(c8, ref c9);
        q4 = I.DigitToDouble(c9);
    }

    /// <summary>d += a b mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAddModulo(T a0, T a1, T a2, T a3, T a4, T b0, T b1, T b2, T b3, T b4, ref T d0, ref T d1, ref T d2, ref T d3, ref T d4)
    {
        I.MultiplyAdd(a0, b0, ref d0, ref d1);
        I.MultiplyAdd(a1, b0, ref d1, ref d2);
        I.MultiplyAdd(a2, b0, ref d2, ref d3);
        I.MultiplyAdd(a3, b0, ref d3, ref d4);
        I.MultiplyAddLow(a4, b0, ref d4);
        I.MultiplyAdd(a0, b1, ref d1, ref d2);
        I.MultiplyAdd(a1, b1, ref d2, ref d3);
        I.MultiplyAdd(a2, b1, ref d3, ref d4);
        I.MultiplyAddLow(a3, b1, ref d4);
        I.MultiplyAdd(a0, b2, ref d2, ref d3);
        I.MultiplyAdd(a1, b2, ref d3, ref d4);
        I.MultiplyAddLow(a2, b2, ref d4);
        I.MultiplyAdd(a0, b3, ref d3, ref d4);
        I.MultiplyAddLow(a1, b3, ref d4);
        I.MultiplyAddLow(a0, b4, ref d4);
    }

    /// <summary>Limb i of 2^260 - p, as a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T MinusP(int i) => I.Create((double)(i == 0 ? Mask + 1 - Prime(0) : Mask - Prime(i)));

    /// <summary>r = a mod p, canonical, for a loose, in [0, 84 p) mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Reduce(in Wide<T> a, out Wide<T> r)
    {
        ReduceToTwoP(a, out r);
        ReduceOnce(r, out r);
    }

    /// <summary>r = a mod p, tight, below 2p, for a loose, in [0, 84 p) mod 2^260.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReduceToTwoP(in Wide<T> a, out Wide<T> r)
    {
        // The quotient is that of the top 20 bits, at most 1 too small: floor(x / (1 + top of p)) with a reciprocal.
        const int Dropped = 32;
        TightenModulo(a, out r);
        T low = Start(0, 1, first: true, last: true), quotient = Start(1, 0, first: true, last: true);
        I.MultiplyAdd(I.ToDouble(I.Right(r.L4, Dropped)), I.Create((double)((Mask + 1) / ((Prime(4) >> Dropped) + 1))), ref low, ref quotient);
        var q = I.ToDouble(I.Add(quotient, I.Carry(low)));
        r.L0 = I.Add(r.L0, Start(0, 1, first: true, last: true));
        r.L1 = I.Add(r.L1, Start(1, 1, first: true, last: true));
        r.L2 = I.Add(r.L2, Start(1, 1, first: true, last: true));
        r.L3 = I.Add(r.L3, Start(1, 1, first: true, last: true));
        r.L4 = I.Add(r.L4, Start(1, 1, first: true, last: true));
        I.MultiplyAdd(q, MinusP(0), ref r.L0, ref r.L1);
        I.MultiplyAdd(q, MinusP(1), ref r.L1, ref r.L2);
        I.MultiplyAdd(q, MinusP(2), ref r.L2, ref r.L3);
        I.MultiplyAdd(q, MinusP(3), ref r.L3, ref r.L4);
        I.MultiplyAddLow(q, MinusP(4), ref r.L4);
        TightenModulo(r, out r);
    }

    /// <summary>r = a mod 2^260, tight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TightenModulo(in Wide<T> a, out Wide<T> r)
    {
        Tighten(a, out r);
        r.L4 = I.And(r.L4, I.Create(Mask));
    }
}
