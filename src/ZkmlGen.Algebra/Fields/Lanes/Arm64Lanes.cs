using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Register = System.Runtime.Intrinsics.Vector128<ulong>;

namespace ZkmlGen.Algebra;

/// <summary>Two lanes with AdvSimd (or any 128-bit instruction set with a fused multiply-add); products are rounded to nearest, so that lower halves are signed.</summary>
internal readonly unsafe struct Arm64Lanes : ILanes<Register>
{
    private const ulong Exponent52 = 0x4330000000000000;
    private const double TwoTo52 = 1UL << 52, TwoTo104 = TwoTo52 * TwoTo52;

    public static int Width => Register.Count;
    public static ulong HighBias => 0x4670000000000000;
    public static ulong LowBias => Exponent52 + (1UL << 51);
    public static bool LowIsSigned => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Load(ulong* words) => Vector128.Load(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register value, ulong* words) => value.Store(words);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ulong* words)
    {
    }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Broadcast(ulong* word) => Vector128.Create(*word);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Create(ulong value) => Vector128.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register CreateFactor(ulong limb) => Vector128.Create((double)limb).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register InverseFactor<F>(int i) where F : struct, IPrimeField => Vector128.Create(LaneConstant.Read(F.MDoubles, i)).AsUInt64();
    public static ulong Factor(ulong limb) => BitConverter.DoubleToUInt64Bits(limb);
    public static ulong Limb(ulong factor) => (ulong)BitConverter.UInt64BitsToDouble(factor);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Widen(int* values) => Vector128.Create((long)values[0], values[1]).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Add(Register a, Register b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Subtract(Register a, Register b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register And(Register a, Register b) => a & b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Or(Register a, Register b) => a | b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Select(Register mask, Register a, Register b) => Vector128.ConditionalSelect(mask, a, b);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register SelectNegative(Register sign, Register a, Register b) => Select(Vector128.LessThan(sign.AsInt64(), Vector128<long>.Zero).AsUInt64(), a, b);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Left(Register a, int bits) => a << bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Right(Register a, int bits) => a >> bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Carry(Register a) => (a.AsInt64() >> 52).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register ToFactor(Register a) => ((a | Vector128.Create(Exponent52)).AsDouble() - Vector128.Create(TwoTo52)).AsUInt64();
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register DigitToFactor(Register a) => ToFactor(a & Vector128.Create((1UL << 52) - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(Register a, Register b, ref Register low, ref Register high)
    {
        var h = Fma(a, b, Vector128.Create(TwoTo104));
        var l = Vector128.Create(TwoTo104) - h;
        high += h.AsUInt64();
        l = Fma(a, b, l);
        low += (l + Vector128.Create(1.5 * TwoTo52)).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register MultiplyLow(Register a, Register b)
    {
        var low = Vector128.Create(0UL - LowBias);
        var high = default(Register);
        MultiplyAdd(a, b, ref low, ref high);
        return DigitToFactor(low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddExact(Register a, Register b, Register column, ref Register next)
    {
        column -= Vector128.Create(LowBias);
        MultiplyAdd(a, b, ref column, ref next);
        next += column >> 52;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Fma(Register a, Register b, Vector128<double> c) => Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<F>(in Wide<Register> a, in Wide<Register> b, out Wide<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Arm64Lanes, Register>.MultiplyByHalves(a, b, out r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BeginProduct<F>(ulong* a, ulong* b, out Columns<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Arm64Lanes, Register>.BeginByHalves(a, b, out r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, out Wide<Register> r) where F : struct, IPrimeField => r = columns.Low;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<Register> columns, ulong* r) where F : struct, IPrimeField =>
        LaneField<F, Arm64Lanes, Register>.StoreCanonical(columns.Low, r);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<F>(in Wide<Register> a, out Wide<Register> r) where F : struct, IPrimeField =>
        LaneField<F, Arm64Lanes, Register>.SquareByHalves(a, out r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<TTarget, TSource>(TTarget target, TSource source) where TTarget : struct, IRows where TSource : struct, IRows
    {
        for (var i = 0; i < 8; i += 2)
        {
            // Two by two words at (i, j) and at (j, i) change places: the matrix may be its own target.
            for (var j = 0; j <= i; j += 2)
            {
                Register a0 = Load(source[i] + j), a1 = Load(source[i + 1] + j), b0 = Load(source[j] + i), b1 = Load(source[j + 1] + i);
                Write(target[j] + i, target[j + 1] + i, a0, a1);
                Write(target[i] + j, target[i + 1] + j, b0, b1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ulong* row0, ulong* row1, Register r0, Register r1)
    {
        Store(Vector128.Create(r0.GetLower(), r1.GetLower()), row0);
        Store(Vector128.Create(r0.GetUpper(), r1.GetUpper()), row1);
    }
}
