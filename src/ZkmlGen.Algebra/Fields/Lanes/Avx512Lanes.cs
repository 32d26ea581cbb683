using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Register = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkmlGen.Algebra;

/// <summary>
/// AVX-512: eight lanes; products of limbs are rounded toward zero instruction by instruction, so that lower halves are in [0, 2^52). Products of field elements
/// are made <see cref="ByWords"/> or <see cref="ByHalves"/>.
/// </summary>
internal readonly unsafe struct Avx512Lanes<TProducts> : ILanes<Register> where TProducts : struct
{
    private const double TwoTo52 = 1UL << 52, TwoTo104 = TwoTo52 * TwoTo52;

    public static int Width => Register.Count;
    public static ulong HighBias => 0x4670000000000000;
    public static ulong LowBias => 0x4330000000000000;
    public static bool LowIsSigned => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Load(ulong* words) => Vector512.Load(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register value, ulong* words) => value.Store(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ulong* words) => Sse.Prefetch0(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Broadcast(ulong* word) => Vector512.Create(*word);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Create(ulong value) => Vector512.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register CreateFactor(ulong limb) => Vector512.Create((double)limb).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register InverseFactor<F>(int i) where F : struct, IPrimeField => Vector512.Create(LaneConstant.Read(F.MDoubles, i)).AsUInt64();
    public static ulong Factor(ulong limb) => BitConverter.DoubleToUInt64Bits(limb);
    public static ulong Limb(ulong factor) => (ulong)BitConverter.UInt64BitsToDouble(factor);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Widen(int* values) => Avx512F.ConvertToVector512Int64(Vector256.Load(values)).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Add(Register a, Register b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Subtract(Register a, Register b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register And(Register a, Register b) => a & b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Or(Register a, Register b) => a | b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Select(Register mask, Register a, Register b) => Vector512.ConditionalSelect(mask, a, b);
    // In this order the JIT makes one masked instruction of b and the choice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register SelectNegative(Register sign, Register a, Register b) =>
        Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(sign.AsInt64(), Vector512<long>.Zero).AsUInt64(), b, a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Left(Register a, int bits) => a << bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Right(Register a, int bits) => a >> bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Carry(Register a) => (a.AsInt64() >> 52).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register ToFactor(Register a) => Avx512DQ.ConvertToVector512Double(a).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register DigitToFactor(Register a) => ToFactor(a & Vector512.Create((1UL << 52) - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Register a, Register b, ref Register low, ref Register high)
    {
        // The order lets the JIT overwrite l instead of copying a.
        var h = Fma(a, b, Vector512.Create(TwoTo104));
        var l = Vector512.Create(TwoTo104 + TwoTo52) - h;
        high += h.AsUInt64();
        l = Fma(a, b, l);
        low += l.AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register MultiplyLow(Register a, Register b)
    {
        var h = Fma(a, b, Vector512.Create(TwoTo104));
        return Fma(a, b, Vector512.Create(TwoTo104) - h).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddExact(Register a, Register b, Register column, ref Register next)
    {
        // The lower half makes the column the next multiple of 2^52: rounding up does without it.
        next += Fma(a, b, Vector512.Create(TwoTo104)).AsUInt64();
        next += (column + Vector512.Create((1UL << 52) - 1)) >> 52;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Register a, Register b, Vector512<double> c) =>
        Avx512F.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c, FloatRoundingMode.ToZero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<F>(in Wide<Register> a, in Wide<Register> b, out Wide<Register> r) where F : struct, IPrimeField
    {
        if (typeof(TProducts) == typeof(ByWords))
        {
            WordProducts<F>.Multiply(a, b, out r);
        }
        else
        {
            LaneField<F, Avx512Lanes<TProducts>, Register>.MultiplyByHalves(a, b, out r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BeginProduct<F>(ulong* a, ulong* b, out Columns<Register> r) where F : struct, IPrimeField
    {
        if (typeof(TProducts) == typeof(ByWords))
        {
            WordProducts<F>.BeginProduct(a, b, out r);
        }
        else
        {
            LaneField<F, Avx512Lanes<TProducts>, Register>.BeginByHalves(a, b, out r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, out Wide<Register> r) where F : struct, IPrimeField
    {
        if (typeof(TProducts) == typeof(ByWords))
        {
            WordProducts<F>.Finish(columns, out r);
        }
        else
        {
            r = columns.Low;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, ulong* r) where F : struct, IPrimeField
    {
        if (typeof(TProducts) == typeof(ByWords))
        {
            WordProducts<F>.FinishCanonical(columns, r);
        }
        else
        {
            LaneField<F, Avx512Lanes<TProducts>, Register>.StoreCanonical(columns.Low, r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<F>(in Wide<Register> a, out Wide<Register> r) where F : struct, IPrimeField
    {
        if (typeof(TProducts) == typeof(ByWords))
        {
            WordProducts<F>.Square(a, out r);
        }
        else
        {
            LaneField<F, Avx512Lanes<TProducts>, Register>.SquareByHalves(a, out r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<TTarget, TSource>(TTarget target, TSource source) where TTarget : struct, IRows where TSource : struct, IRows
    {
        Pairs(source[0], source[1], out var even0, out var odd0);
        Pairs(source[2], source[3], out var even1, out var odd1);
        Pairs(source[4], source[5], out var even2, out var odd2);
        Pairs(source[6], source[7], out var even3, out var odd3);
        Columns(even0, even1, even2, even3, target[0], target[2], target[4], target[6]);
        Columns(odd0, odd1, odd2, odd3, target[1], target[3], target[5], target[7]);
    }

    /// <summary>Words of two rows, side by side: those of even columns, and those of odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pairs(ulong* row0, ulong* row1, out Register even, out Register odd)
    {
        Register a = Load(row0), b = Load(row1);
        even = Avx512F.UnpackLow(a, b);
        odd = Avx512F.UnpackHigh(a, b);
    }

    /// <summary>Each register holds the pairs of four columns; pairs number j of all of them make column j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(Register a, Register b, Register c, Register d, ulong* column0, ulong* column1, ulong* column2, ulong* column3)
    {
        var (ab0, ab1) = (Avx512F.Shuffle4x128(a, b, 0x88), Avx512F.Shuffle4x128(a, b, 0xdd));
        var (cd0, cd1) = (Avx512F.Shuffle4x128(c, d, 0x88), Avx512F.Shuffle4x128(c, d, 0xdd));
        Store(Avx512F.Shuffle4x128(ab0, cd0, 0x88), column0);
        Store(Avx512F.Shuffle4x128(ab1, cd1, 0x88), column1);
        Store(Avx512F.Shuffle4x128(ab0, cd0, 0xdd), column2);
        Store(Avx512F.Shuffle4x128(ab1, cd1, 0xdd), column3);
    }
}

/// <summary>Products of field elements by <see cref="WordProducts{F}"/>.</summary>
internal readonly struct ByWords;

/// <summary>Products of field elements by halves of products of limbs, as all other lanes have them.</summary>
internal readonly struct ByHalves;
