using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>
    /// r = a b / 2^260 mod p, tight, for tight a below x p and b below y p: below (1.2 + x y / 84) p. r may be an operand.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Multiply(in Wide<T> a, in Wide<T> b, out Wide<T> r) => I.Multiply<F>(a, b, out r);

    /// <summary>The same for elements in memory, a canonical and b below 2^256, but for what <see cref="FinishProduct(in Columns{T}, out Wide{T})"/> does.</summary>
    /// <remarks>In two parts, so that the next product can begin first: the end is a chain of carries, which would have to be waited for.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void BeginProduct(ulong* a, ulong* b, out Columns<T> r) => I.BeginProduct<F>(a, b, out r);

    /// <summary>The product, tight, below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FinishProduct(in Columns<T> columns, out Wide<T> r) => I.FinishProduct<F>(columns, out r);

    /// <summary>The product, canonical, to memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FinishProduct(in Columns<T> columns, ulong* r) => I.FinishProduct<F>(columns, r);

    /// <summary>r = a^2 / 2^260 mod p, tight, for tight a below x p: below (1.2 + x^2 / 84) p. r may be the operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Square(in Wide<T> a, out Wide<T> r) => I.Square<F>(a, out r);

    /// <summary><see cref="Multiply(in Wide{T}, in Wide{T}, out Wide{T})"/> by sums of halves of products of limbs.</summary>
    /// <remarks>
    /// Columns 0..3 are eliminated by adding digit * M, M = 2^-52 mod p, one column up: no digit has to be multiplied by -1/p, and M is below
    /// p/7. The last column is eliminated with p itself, which brings the result down to p's size.
    /// </remarks>
    [MethodImpl(HotLoop.Options)]
    internal static void MultiplyByHalves(in Wide<T> a, in Wide<T> b, out Wide<T> r) => Product(a, b, out r);

    /// <summary><see cref="BeginProduct"/> likewise: all but the comparison with p.</summary>
    [MethodImpl(HotLoop.Options), SkipLocalsInit]
    internal static void BeginByHalves(ulong* a, ulong* b, out Columns<T> r)
    {
        Unsafe.SkipInit(out r);
        Load(a, out var x);
        Load(b, out var y);
        Product(x, y, out r.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product(in Wide<T> a, in Wide<T> b, out Wide<T> r)
    {
        T a0 = I.ToFactor(a.L0), a1 = I.ToFactor(a.L1), a2 = I.ToFactor(a.L2), a3 = I.ToFactor(a.L3), a4 = I.ToFactor(a.L4);
        T c0 = Start(0, 1, first: true), c1 = Start(1, 3), c2 = Start(3, 5), c3 = Start(5, 7), c4 = Start(7, 9);
        T c5 = Start(10, 9), c6 = Start(9, 7), c7 = Start(7, 5), c8 = Start(5, 3), c9 = Start(3, 0, last: true);
        T m0 = M(0), m1 = M(1), m2 = M(2), m3 = M(3), m4 = M(4);

        Row(a0, a1, a2, a3, a4, I.ToFactor(b.L0), ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        Row(m0, m1, m2, m3, m4, Digit(c0, ref c1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(a0, a1, a2, a3, a4, I.ToFactor(b.L1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(m0, m1, m2, m3, m4, Digit(c1, ref c2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(a0, a1, a2, a3, a4, I.ToFactor(b.L2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(m0, m1, m2, m3, m4, Digit(c2, ref c3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(a0, a1, a2, a3, a4, I.ToFactor(b.L3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(m0, m1, m2, m3, m4, Digit(c3, ref c4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Row(a0, a1, a2, a3, a4, I.ToFactor(b.L4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Finish(c4, c5, c6, c7, c8, c9, out r);
    }

    /// <summary><see cref="Square"/> likewise.</summary>
    [MethodImpl(HotLoop.Options)]
    internal static void SquareByHalves(in Wide<T> a, out Wide<T> r)
    {
        T a0 = I.ToFactor(a.L0), a1 = I.ToFactor(a.L1), a2 = I.ToFactor(a.L2), a3 = I.ToFactor(a.L3), a4 = I.ToFactor(a.L4);
        // Products off the diagonal are summed first and doubled: their biases count twice in the end, so start with all others once.
        T c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default, c8 = default;
        I.MultiplyAdd(a0, a1, ref c1, ref c2);
        I.MultiplyAdd(a0, a2, ref c2, ref c3);
        I.MultiplyAdd(a0, a3, ref c3, ref c4);
        I.MultiplyAdd(a0, a4, ref c4, ref c5);
        I.MultiplyAdd(a1, a2, ref c3, ref c4);
        I.MultiplyAdd(a1, a3, ref c4, ref c5);
        I.MultiplyAdd(a1, a4, ref c5, ref c6);
        I.MultiplyAdd(a2, a3, ref c5, ref c6);
        I.MultiplyAdd(a2, a4, ref c6, ref c7);
        I.MultiplyAdd(a3, a4, ref c7, ref c8);
        T c0 = Start(0, 1, first: true), c9 = Start(3, 0, last: true);
        c1 = I.Add(I.Add(c1, c1), Start(1, 3));
        c2 = I.Add(I.Add(c2, c2), Start(3, 5));
        c3 = I.Add(I.Add(c3, c3), Start(5, 7));
        c4 = I.Add(I.Add(c4, c4), Start(7, 9));
        c5 = I.Add(I.Add(c5, c5), Start(10, 9));
        c6 = I.Add(I.Add(c6, c6), Start(9, 7));
        c7 = I.Add(I.Add(c7, c7), Start(7, 5));
        c8 = I.Add(I.Add(c8, c8), Start(5, 3));
        I.MultiplyAdd(a0, a0, ref c0, ref c1);
        I.MultiplyAdd(a1, a1, ref c2, ref c3);
        I.MultiplyAdd(a2, a2, ref c4, ref c5);
        I.MultiplyAdd(a3, a3, ref c6, ref c7);
        I.MultiplyAdd(a4, a4, ref c8, ref c9);
        Eliminate(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out r);
    }

    /// <summary>Eliminates the last column and carries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(T c4, T c5, T c6, T c7, T c8, T c9, out Wide<T> r)
    {
        EliminateLast(c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        var mask = I.Create(Mask);
        c6 = I.Add(c6, I.Right(c5, LimbBits));
        c7 = I.Add(c7, I.Right(c6, LimbBits));
        c8 = I.Add(c8, I.Right(c7, LimbBits));
        r.L0 = I.And(c5, mask);
        r.L1 = I.And(c6, mask);
        r.L2 = I.And(c7, mask);
        r.L3 = I.And(c8, mask);
        r.L4 = I.Add(c9, I.Right(c8, LimbBits));
    }

    /// <summary>Adds (column + q p) / 2^52 to the columns above, for the digit q that makes it whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EliminateLast(T column, ref T c0, ref T c1, ref T c2, ref T c3, ref T c4)
    {
        var q = I.MultiplyLow(I.DigitToFactor(column), I.CreateFactor(F.NegatedInverse & Mask));
        I.MultiplyAddExact(q, P(0), column, ref c0);
        I.MultiplyAdd(q, P(1), ref c0, ref c1);
        I.MultiplyAdd(q, P(2), ref c1, ref c2);
        I.MultiplyAdd(q, P(3), ref c2, ref c3);
        I.MultiplyAdd(q, P(4), ref c3, ref c4);
    }
}
