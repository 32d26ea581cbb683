using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Register = System.Runtime.Intrinsics.Vector256<ulong>;

namespace ZkmlGen.Algebra;

/// <summary>Four lanes with AVX2 and FMA; products are rounded to nearest, so that lower halves are signed.</summary>
internal readonly unsafe struct Avx2Lanes : ILanes<Register>
{
    private const ulong Exponent52 = 0x4330000000000000;
    private const double TwoTo52 = 1UL << 52, TwoTo104 = TwoTo52 * TwoTo52;

    public static int Width => Register.Count;
    public static ulong HighBias => 0x4670000000000000;
    public static ulong LowBias => Exponent52 + (1UL << 51);
    public static bool LowIsSigned => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Load(ulong* words) => Vector256.Load(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register value, ulong* words) => value.Store(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ulong* words) => Sse.Prefetch0(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Broadcast(ulong* word) => Vector256.Create(*word);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Create(ulong value) => Vector256.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register CreateFactor(ulong limb) => Vector256.Create((double)limb).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register InverseFactor<F>(int i) where F : struct, IPrimeField => Vector256.Create(LaneConstant.Read(F.MDoubles, i)).AsUInt64();
    public static ulong Factor(ulong limb) => BitConverter.DoubleToUInt64Bits(limb);
    public static ulong Limb(ulong factor) => (ulong)BitConverter.UInt64BitsToDouble(factor);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Widen(int* values) => Avx2.ConvertToVector256Int64(Vector128.Load(values)).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Add(Register a, Register b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Subtract(Register a, Register b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register And(Register a, Register b) => a & b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Or(Register a, Register b) => a | b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Select(Register mask, Register a, Register b) => Vector256.ConditionalSelect(mask, a, b);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register SelectNegative(Register sign, Register a, Register b) => Avx.BlendVariable(b.AsDouble(), a.AsDouble(), sign.AsDouble()).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Left(Register a, int bits) => a << bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Right(Register a, int bits) => a >> bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Carry(Register a) =>
        // There is no arithmetic shift of 64-bit words: make the value positive for a logical one.
        ((a + Vector256.Create(1UL << 63)) >> 52) - Vector256.Create(1UL << 11);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register ToFactor(Register a) => ((a | Vector256.Create(Exponent52)).AsDouble() - Vector256.Create(TwoTo52)).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register DigitToFactor(Register a) => ToFactor(a & Vector256.Create((1UL << 52) - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Register a, Register b, ref Register low, ref Register high)
    {
        var h = Fma(a, b, Vector256.Create(TwoTo104));
        var l = Vector256.Create(TwoTo104) - h;
        high += h.AsUInt64();
        l = Fma(a, b, l);
        low += (l + Vector256.Create(1.5 * TwoTo52)).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register MultiplyLow(Register a, Register b)
    {
        var low = Vector256.Create(0UL - LowBias);
        var high = default(Register);
        MultiplyAdd(a, b, ref low, ref high);
        return DigitToFactor(low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddExact(Register a, Register b, Register column, ref Register next)
    {
        column -= Vector256.Create(LowBias);
        MultiplyAdd(a, b, ref column, ref next);
        next += column >> 52;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Register a, Register b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<F>(in Wide<Register> a, in Wide<Register> b, out Wide<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Avx2Lanes, Register>.MultiplyByHalves(a, b, out r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BeginProduct<F>(ulong* a, ulong* b, out Columns<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Avx2Lanes, Register>.BeginByHalves(a, b, out r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, out Wide<Register> r) where F : struct, IPrimeField => r = columns.Low;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, ulong* r) where F : struct, IPrimeField =>
        LaneField<F, Avx2Lanes, Register>.StoreCanonical(columns.Low, r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<F>(in Wide<Register> a, out Wide<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Avx2Lanes, Register>.SquareByHalves(a, out r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<TTarget, TSource>(TTarget target, TSource source) where TTarget : struct, IRows where TSource : struct, IRows
    {
        // Both quadrants off the diagonal are read before one is written: the matrix may be its own target.
        Read(source, 0, 0, out var a0, out var a1, out var a2, out var a3);
        Read(source, 0, 4, out var b0, out var b1, out var b2, out var b3);
        Read(source, 4, 0, out var c0, out var c1, out var c2, out var c3);
        Read(source, 4, 4, out var d0, out var d1, out var d2, out var d3);
        Write(target, 0, 0, a0, a1, a2, a3);
        Write(target, 4, 0, b0, b1, b2, b3);
        Write(target, 0, 4, c0, c1, c2, c3);
        Write(target, 4, 4, d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read<TRows>(TRows rows, int row, int column, out Register r0, out Register r1, out Register r2, out Register r3) where TRows : struct, IRows =>
        (r0, r1, r2, r3) = (Load(rows[row] + column), Load(rows[row + 1] + column), Load(rows[row + 2] + column), Load(rows[row + 3] + column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TRows>(TRows rows, int row, int column, Register r0, Register r1, Register r2, Register r3) where TRows : struct, IRows
    {
        var (even01, odd01) = (Avx2.UnpackLow(r0, r1), Avx2.UnpackHigh(r0, r1));
        var (even23, odd23) = (Avx2.UnpackLow(r2, r3), Avx2.UnpackHigh(r2, r3));
        Store(Avx2.Permute2x128(even01, even23, 0x20), rows[row] + column);
        Store(Avx2.Permute2x128(odd01, odd23, 0x20), rows[row + 1] + column);
        Store(Avx2.Permute2x128(even01, even23, 0x31), rows[row + 2] + column);
        Store(Avx2.Permute2x128(odd01, odd23, 0x31), rows[row + 3] + column);
    }
}
