using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Register = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkmlGen.Algebra;

/// <summary>Products of field elements in the lanes of AVX-512, where a product of 64-bit words takes about as long as a fused multiply-add.</summary>
/// <remarks>
/// A column's sum V of up to ten products of limbs is known mod 2^64 from the sum of their lower words; its multiple of 2^56 from their sum as doubles, which
/// starts at 2^108, so that it keeps the bits from 2^56 on, and is rounded down every time: V = 2^56 m + (lower words - 2^56 m mod 2^64), m being the lower bits of
/// that double. The difference is below 10 2^56. This takes three instructions a product and six a column; halves of products take five and two.
/// </remarks>
internal static unsafe partial class WordProducts<F> where F : struct, IPrimeField
{
    private const int LimbBits = 52, UnitBits = 56;
    private const ulong Mask = (1UL << LimbBits) - 1;

    /// <summary><see cref="LaneField{F,I,T}.Multiply(in Wide{T}, in Wide{T}, out Wide{T})"/>.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Multiply(in Wide<Register> a, in Wide<Register> b, out Wide<Register> r)
    {
        Product(new Limbed(in a), new Limbed(in b), out var columns);
        Finish(columns, out r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product<TA, TB>(TA a, TB b, out Columns<Register> r) where TA : IOperand, allows ref struct where TB : IOperand, allows ref struct
    {
        Register a0 = a.Limb(0), a1 = a.Limb(1), a2 = a.Limb(2), a3 = a.Limb(3), a4 = a.Limb(4);
        Register d0 = ToDouble(a0), d1 = ToDouble(a1), d2 = ToDouble(a2), d3 = ToDouble(a3), d4 = ToDouble(a4);
        Register h0 = High, h1 = High, h2 = High, h3 = High, h4 = High, h5 = High, h6 = High, h7 = High, h8 = High;
        Register l0 = default, l1 = Low, l2 = Low, l3 = Low, l4 = Low, l5 = Low, l6 = Low, l7 = Low, l8 = Low;
        // The next row is summed before a column is eliminated: it need not wait for the digit.
        Row(a0, a1, a2, a3, a4, d0, d1, d2, d3, d4, b.Limb(0), ref l0, ref h0, ref l1, ref h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4);
        Row(a0, a1, a2, a3, a4, d0, d1, d2, d3, d4, b.Limb(1), ref l1, ref h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5);
        Eliminate(l0, h0, ref l1, ref h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5);
        Row(a0, a1, a2, a3, a4, d0, d1, d2, d3, d4, b.Limb(2), ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6);
        Eliminate(l1, h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6);
        Row(a0, a1, a2, a3, a4, d0, d1, d2, d3, d4, b.Limb(3), ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7);
        Eliminate(l2, h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7);
        Row(a0, a1, a2, a3, a4, d0, d1, d2, d3, d4, b.Limb(4), ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7, ref l8, ref h8);
        Eliminate(l3, h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7, ref l8, ref h8);
        EliminateLast(l4, h4, l5, h5, l6, h6, l7, h7, l8, h8, out r);
    }

    /// <summary><see cref="LaneField{F,I,T}.Square"/>. Products off the diagonal count twice: their first factors are doubled.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Square(in Wide<Register> a, out Wide<Register> r)
    {
        Register a0 = a.L0, a1 = a.L1, a2 = a.L2, a3 = a.L3, a4 = a.L4;
        Register d0 = ToDouble(a0), d1 = ToDouble(a1), d2 = ToDouble(a2), d3 = ToDouble(a3), d4 = ToDouble(a4);
        Register h0 = High, h1 = High, h2 = High, h3 = High, h4 = High, h5 = High, h6 = High, h7 = High, h8 = High;
        Register l0 = default, l1 = Low, l2 = Low, l3 = Low, l4 = Low, l5 = Low, l6 = Low, l7 = Low, l8 = Low;
        MultiplyAdd(a0, d0, a0, d0, ref l0, ref h0);
        Register twice = a0 + a0, twiceDouble = ToDouble(twice);
        MultiplyAdd(twice, twiceDouble, a1, d1, ref l1, ref h1);
        MultiplyAdd(twice, twiceDouble, a2, d2, ref l2, ref h2);
        MultiplyAdd(twice, twiceDouble, a3, d3, ref l3, ref h3);
        MultiplyAdd(twice, twiceDouble, a4, d4, ref l4, ref h4);
        MultiplyAdd(a1, d1, a1, d1, ref l2, ref h2);
        (twice, twiceDouble) = (a1 + a1, ToDouble(a1 + a1));
        MultiplyAdd(twice, twiceDouble, a2, d2, ref l3, ref h3);
        MultiplyAdd(twice, twiceDouble, a3, d3, ref l4, ref h4);
        MultiplyAdd(twice, twiceDouble, a4, d4, ref l5, ref h5);
        Eliminate(l0, h0, ref l1, ref h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5);
        MultiplyAdd(a2, d2, a2, d2, ref l4, ref h4);
        (twice, twiceDouble) = (a2 + a2, ToDouble(a2 + a2));
        MultiplyAdd(twice, twiceDouble, a3, d3, ref l5, ref h5);
        MultiplyAdd(twice, twiceDouble, a4, d4, ref l6, ref h6);
        Eliminate(l1, h1, ref l2, ref h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6);
        MultiplyAdd(a3, d3, a3, d3, ref l6, ref h6);
        MultiplyAdd(a3 + a3, ToDouble(a3 + a3), a4, d4, ref l7, ref h7);
        MultiplyAdd(a4, d4, a4, d4, ref l8, ref h8);
        Eliminate(l2, h2, ref l3, ref h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7);
        Eliminate(l3, h3, ref l4, ref h4, ref l5, ref h5, ref l6, ref h6, ref l7, ref h7, ref l8, ref h8);
        EliminateLast(l4, h4, l5, h5, l6, h6, l7, h7, l8, h8, out var columns);
        Finish(columns, out r);
    }

    /// <summary>Where a column's double starts: at 2^108.</summary>
    private static Register High
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create((double)(1UL << 54) * (1UL << 54)).AsUInt64();
    }

    /// <summary>Where a column's lower words start: at minus what the exponent of the column below, 0x46b, leaves in the word that <see cref="Carry"/> makes of it.</summary>
    private static Register Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(unchecked(0UL - (0x6bUL << UnitBits)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register ToDouble(Register a) => Avx512DQ.ConvertToVector512Double(a).AsUInt64();

    /// <summary>Adds a b to a column; both factors as integers and as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(Register a, Register aDouble, Register b, Register bDouble, ref Register low, ref Register high)
    {
        high = Avx512F.FusedMultiplyAdd(aDouble.AsDouble(), bDouble.AsDouble(), high.AsDouble(), FloatRoundingMode.ToZero).AsUInt64();
        low += Avx512DQ.MultiplyLow(a, b);
    }

    /// <summary>The same for a constant a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(ulong a, Register b, Register bDouble, ref Register low, ref Register high) =>
        MultiplyAdd(Vector512.Create(a), Vector512.Create((double)a).AsUInt64(), b, bDouble, ref low, ref high);

    /// <summary>Adds b times the limbs a0 .. a4, which d0 .. d4 are as doubles, to five columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        Register a0, Register a1, Register a2, Register a3, Register a4, Register d0, Register d1, Register d2, Register d3, Register d4, Register b,
        ref Register l0, ref Register h0, ref Register l1, ref Register h1, ref Register l2, ref Register h2, ref Register l3, ref Register h3, ref Register l4, ref Register h4)
    {
        var bDouble = ToDouble(b);
        MultiplyAdd(a0, d0, b, bDouble, ref l0, ref h0);
        MultiplyAdd(a1, d1, b, bDouble, ref l1, ref h1);
        MultiplyAdd(a2, d2, b, bDouble, ref l2, ref h2);
        MultiplyAdd(a3, d3, b, bDouble, ref l3, ref h3);
        MultiplyAdd(a4, d4, b, bDouble, ref l4, ref h4);
    }

    /// <summary>Eliminates the finished column (low, high): its lowest limb times M = 2^-52 mod p takes its place, one column up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eliminate(
        Register low, Register high, ref Register l0, ref Register h0, ref Register l1, ref Register h1,
        ref Register l2, ref Register h2, ref Register l3, ref Register h3, ref Register l4, ref Register h4)
    {
        var digit = low & Vector512.Create(Mask);
        var digitDouble = ToDouble(digit);
        Carry(low, high, ref l0);
        MultiplyAdd(M(0), MDouble(0), digit, digitDouble, ref l0, ref h0);
        MultiplyAdd(M(1), MDouble(1), digit, digitDouble, ref l1, ref h1);
        MultiplyAdd(M(2), MDouble(2), digit, digitDouble, ref l2, ref h2);
        MultiplyAdd(M(3), MDouble(3), digit, digitDouble, ref l3, ref h3);
        MultiplyAdd(M(4), MDouble(4), digit, digitDouble, ref l4, ref h4);
    }

    /// <summary>Eliminates the lowest column with a multiple of p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EliminateLast(
        Register l0, Register h0, Register l1, Register h1, Register l2, Register h2, Register l3, Register h3, Register l4, Register h4,
        out Columns<Register> r)
    {
        var q = Avx512DQ.MultiplyLow(l0, Vector512.Create(F.NegatedInverse & Mask)) & Vector512.Create(Mask);
        var qDouble = ToDouble(q);
        MultiplyAdd(P(0), q, qDouble, ref l0, ref h0);
        MultiplyAdd(P(1), q, qDouble, ref l1, ref h1);
        MultiplyAdd(P(2), q, qDouble, ref l2, ref h2);
        MultiplyAdd(P(3), q, qDouble, ref l3, ref h3);
        MultiplyAdd(P(4), q, qDouble, ref l4, ref h4);
        r.Low = new Wide<Register> { L0 = l0, L1 = l1, L2 = l2, L3 = l3, L4 = l4 };
        r.High = new Wide<Register> { L0 = h0, L1 = h1, L2 = h2, L3 = h3, L4 = h4 };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong P(int i) => LaneField<F, Avx512Lanes<ByWords>, Register>.Prime(i);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register M(int i) => Vector512.Create(LaneConstant.Read(F.M, i));
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register MDouble(int i) => Vector512.Create(LaneConstant.Read(F.MDoubles, i)).AsUInt64();
}
