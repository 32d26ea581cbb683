using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// One lane, without vector instructions. Factors are limbs times 2^6: the upper word of a product is its upper half, the lower word 2^12 times its lower half.
/// Halves have no bias.
/// </summary>
/// <remarks>Limbs of 52 bits need more products than words of 64 bits, but their sums need no carries, which C# has no instruction for.</remarks>
internal readonly unsafe struct ScalarLanes : ILanes<ulong>
{
    private const int Scale = 6;

    public static int Width => 1;
    public static ulong HighBias => 0;
    public static ulong LowBias => 0;
    public static bool LowIsSigned => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ulong* words) => *words;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ulong value, ulong* words) => *words = value;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ulong* words)
    {
    }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Broadcast(ulong* word) => *word;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Create(ulong value) => value;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong CreateFactor(ulong limb) => limb << Scale;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong InverseFactor<F>(int i) where F : struct, IPrimeField => F.M[i] << Scale;
    public static ulong Factor(ulong limb) => limb << Scale;
    public static ulong Limb(ulong factor) => factor >> Scale;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Widen(int* values) => unchecked((ulong)(long)*values);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong And(ulong a, ulong b) => a & b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Or(ulong a, ulong b) => a | b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong a, ulong b) => b ^ ((a ^ b) & mask);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SelectNegative(ulong sign, ulong a, ulong b) => Select((ulong)((long)sign >> 63), a, b);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Left(ulong a, int bits) => a << bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Right(ulong a, int bits) => a >> bits;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Carry(ulong a) => (ulong)((long)a >> 52);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ToFactor(ulong a) => a << Scale;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong DigitToFactor(ulong a) => (a << 12) >> (12 - Scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(ulong a, ulong b, ref ulong low, ref ulong high)
    {
        high += Limbs.MultiplyHigh(a, b);
        low += (a * b) >> 12;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyLow(ulong a, ulong b) => ((a * b) >> 12) << Scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAddExact(ulong a, ulong b, ulong column, ref ulong next) =>
        next += Limbs.MultiplyHigh(a, b) + ((column + ((1UL << 52) - 1)) >> 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<F>(in Wide<ulong> a, in Wide<ulong> b, out Wide<ulong> r) where F : struct, IPrimeField =>
        LaneField<F, ScalarLanes, ulong>.MultiplyByHalves(a, b, out r);
    /// <remarks>From memory to memory the product of words takes less than slicing and halves.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BeginProduct<F>(ulong* a, ulong* b, out Columns<ulong> r) where F : struct, IPrimeField
    {
        Unsafe.SkipInit(out r);
        Montgomery<F>.Multiply(Words(a), Words(b), out Unsafe.As<Wide<ulong>, Limbs>(ref r.Low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<ulong> columns, out Wide<ulong> r) where F : struct, IPrimeField
    {
        r.L0 = Limb<F>(columns, 0);
        r.L1 = Limb<F>(columns, 1);
        r.L2 = Limb<F>(columns, 2);
        r.L3 = Limb<F>(columns, 3);
        r.L4 = Limb<F>(columns, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishProduct<F>(in Columns<ulong> columns, ulong* r) where F : struct, IPrimeField =>
        (r[0], r[FrVector.Block], r[2 * FrVector.Block], r[3 * FrVector.Block]) = (columns.Low.L0, columns.Low.L1, columns.Low.L2, columns.Low.L3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Limb<F>(in Columns<ulong> words, int i) where F : struct, IPrimeField =>
        LaneField<F, ScalarLanes, ulong>.Limb(words.Low.L0, words.Low.L1, words.Low.L2, words.Low.L3, i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Limbs Words(ulong* words) => new(words[0], words[FrVector.Block], words[2 * FrVector.Block], words[3 * FrVector.Block]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square<F>(in Wide<ulong> a, out Wide<ulong> r) where F : struct, IPrimeField =>
        LaneField<F, ScalarLanes, ulong>.SquareByHalves(a, out r);

    public static void Transpose<TTarget, TSource>(TTarget target, TSource source) where TTarget : struct, IRows where TSource : struct, IRows
    {
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                (target[j][i], target[i][j]) = (source[i][j], source[j][i]);
            }
        }
    }
}
