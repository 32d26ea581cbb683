using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <remarks>
/// Products with constants: w is kept as the five residues w 2^(52 (i+1)) mod p, 25 limbs as factors. Then a w 2^52 is the sum of limb i of a
/// times residue i, below 5 2^52 p, and one digit of reduction remains in the place of five. All of it is plain, not in Montgomery
/// form: the product has the form of a.
/// </remarks>
internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>Words of a constant.</summary>
    internal const int ConstantWords = 25;
    /// <summary>Products with constants are below this multiple of p, whatever the operand.</summary>
    internal const int ConstantProductBound = 6;
    /// <summary>Values of five tight limbs are below this multiple of p, rounded down.</summary>
    internal const int TightBound = 84;

    /// <summary>Words of a constant that multiplies integers of one limb.</summary>
    internal const int SmallConstantWords = 5;

    /// <summary>Writes the words of the constant w, given in Montgomery form; for integers of one limb the first residue suffices.</summary>
    internal static void WriteConstant(in Limbs w, ulong* words, int residues = 5)
    {
        var step = Montgomery<F>.Enter(new Limbs(1UL << LimbBits, 0, 0, 0));
        var residue = Montgomery<F>.Leave(w);
        for (var i = 0; i < residues; i++, words += 5)
        {
            Montgomery<F>.Multiply(residue, step, out residue);
            for (var j = 0; j < 5; j++)
            {
                words[j] = I.Factor(Limb(residue.L0, residue.L1, residue.L2, residue.L3, j));
            }
        }
    }

    /// <summary>r = a w mod p, loose, in [0, 6p), for a loose in [0, 84 p). r may be a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void MultiplyConstant(in Wide<T> a, ulong* w, out Wide<T> r)
    {
        MultiplyConstant(a, w, out var r0, out var r1, out var r2, out var r3, out var r4);
        r = new Wide<T> { L0 = r0, L1 = r1, L2 = r2, L3 = r3, L4 = r4 };
    }

    /// <summary>(u, v) = (u + w v, u - w v + 6p), loose; u and v loose, v in [0, 84 p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Butterfly(ref Wide<T> u, ref Wide<T> v, ulong* w)
    {
        MultiplyConstant(v, w, out var r0, out var r1, out var r2, out var r3, out var r4);
        T u0 = u.L0, u1 = u.L1, u2 = u.L2, u3 = u.L3, u4 = u.L4;
        u.L0 = I.Add(u0, r0);
        u.L1 = I.Add(u1, r1);
        u.L2 = I.Add(u2, r2);
        u.L3 = I.Add(u3, r3);
        u.L4 = I.Add(u4, r4);
        v.L0 = I.Subtract(I.Add(u0, I.Create(ConstantProductBound * Prime(0))), r0);
        v.L1 = I.Subtract(I.Add(u1, I.Create(ConstantProductBound * Prime(1))), r1);
        v.L2 = I.Subtract(I.Add(u2, I.Create(ConstantProductBound * Prime(2))), r2);
        v.L3 = I.Subtract(I.Add(u3, I.Create(ConstantProductBound * Prime(3))), r3);
        v.L4 = I.Subtract(I.Add(u4, I.Create(ConstantProductBound * Prime(4))), r4);
    }

    /// <summary>The limbs of a product with a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyConstant(in Wide<T> a, ulong* w, out T r0, out T r1, out T r2, out T r3, out T r4)
    {
        var a1 = I.Add(a.L1, I.Carry(a.L0));
        var a2 = I.Add(a.L2, I.Carry(a1));
        var a3 = I.Add(a.L3, I.Carry(a2));
        var a4 = I.Add(a.L4, I.Carry(a3));
        var c0 = Start(0, 5, first: true);
        r0 = Start(6, 6, last: true);
        r1 = Start(6, 6, first: true, last: true);
        r2 = Start(6, 6, first: true, last: true);
        r3 = Start(6, 6, first: true, last: true);
        r4 = Start(6, 0, first: true, last: true);
        ConstantRow(I.DigitToFactor(a.L0), w, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        ConstantRow(I.DigitToFactor(a1), w + 5, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        ConstantRow(I.DigitToFactor(a2), w + 10, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        ConstantRow(I.DigitToFactor(a3), w + 15, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        ConstantRow(I.ToFactor(a4), w + 20, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        EliminateLast(c0, ref r0, ref r1, ref r2, ref r3, ref r4);
    }

    /// <summary>r = a w mod p, loose, in [0, 2p), for integers a in [0, 2^52): the first five words of the constant suffice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void MultiplySmall(T a, ulong* w, out Wide<T> r)
    {
        var c0 = Start(0, 1, first: true);
        T r0 = Start(2, 2, last: true), r1 = Start(2, 2, first: true, last: true), r2 = r1, r3 = r1, r4 = Start(2, 0, first: true, last: true);
        ConstantRow(I.ToFactor(a), w, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        EliminateLast(c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        r = new Wide<T> { L0 = r0, L1 = r1, L2 = r2, L3 = r3, L4 = r4 };
    }

    /// <summary>r = sum of sources[k][offset] w_k mod p, loose, in [0, (5 count + 1) p), for canonical elements in memory and at most 16 constants.</summary>
    [MethodImpl(HotLoop.Options)]
    internal static void Combine(ulong** sources, nint offset, ulong* constants, int count, out Wide<T> r)
    {
        var halves = 5 * count;
        var c0 = Start(0, halves, first: true);
        T r0 = Start(halves + 1, halves + 1, last: true), r1 = Start(halves + 1, halves + 1, first: true, last: true);
        T r2 = r1, r3 = r1, r4 = Start(halves + 1, 0, first: true, last: true);
        for (var k = 0; k < count; k++, constants += ConstantWords)
        {
            Load(sources[k] + offset, out var a);
            ConstantRow(I.ToFactor(a.L0), constants, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
            ConstantRow(I.ToFactor(a.L1), constants + 5, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
            ConstantRow(I.ToFactor(a.L2), constants + 10, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
            ConstantRow(I.ToFactor(a.L3), constants + 15, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
            ConstantRow(I.ToFactor(a.L4), constants + 20, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        }
        EliminateLast(c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        r = new Wide<T> { L0 = r0, L1 = r1, L2 = r2, L3 = r3, L4 = r4 };
    }

    /// <summary>
    /// r = sum of (sources[k][offset] + 2^31) w_k mod p, loose, in [0, 2p), for at most 64 columns of 32-bit integers; constants of one residue each.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    internal static void CombineSmall(int** sources, nint offset, ulong* constants, int count, out Wide<T> r)
    {
        var c0 = Start(0, count, first: true);
        T r0 = Start(count + 1, count + 1, last: true), r1 = Start(count + 1, count + 1, first: true, last: true);
        T r2 = r1, r3 = r1, r4 = Start(count + 1, 0, first: true, last: true);
        for (var k = 0; k < count; k++, constants += SmallConstantWords)
        {
            var value = I.Add(I.Widen(sources[k] + offset), I.Create(1UL << 31));
            ConstantRow(I.ToFactor(value), constants, ref c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        }
        EliminateLast(c0, ref r0, ref r1, ref r2, ref r3, ref r4);
        r = new Wide<T> { L0 = r0, L1 = r1, L2 = r2, L3 = r3, L4 = r4 };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConstantRow(T a, ulong* w, ref T c0, ref T c1, ref T c2, ref T c3, ref T c4, ref T c5)
    {
        I.MultiplyAdd(I.Broadcast(w), a, ref c0, ref c1);
        I.MultiplyAdd(I.Broadcast(w + 1), a, ref c1, ref c2);
        I.MultiplyAdd(I.Broadcast(w + 2), a, ref c2, ref c3);
        I.MultiplyAdd(I.Broadcast(w + 3), a, ref c3, ref c4);
        I.MultiplyAdd(I.Broadcast(w + 4), a, ref c4, ref c5);
    }
}
