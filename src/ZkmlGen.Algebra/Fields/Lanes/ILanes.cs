namespace ZkmlGen.Algebra;

/// <summary>
/// What lane code needs from an instruction set: a register T of Width 64-bit words, each an integer or a factor by its use. Every member is
/// one to four instructions, and inlined. A factor is a limb in the form that products take: its double, but for <see cref="ScalarLanes"/>.
/// </summary>
/// <remarks>
/// Products of 52-bit limbs come from fused multiply-adds (Emmart, Zheng, Weems, "Faster modular exponentiation using double precision floating
/// point arithmetic on the GPU", 2018): with C = 2^104, h = fma(a, b, C) carries the upper half of a b in its mantissa, and fma(a, b, C - h) is the
/// lower half, exactly. Halves are added up as raw bits of doubles, so each brings its exponent (and offset) along: HighBias for an upper
/// half, LowBias for a lower half. Columns start at minus the sum of their biases.
/// </remarks>
internal unsafe interface ILanes<T> where T : unmanaged
{
    /// <summary>Words of a register: 1, 2, 4 or 8.</summary>
    static abstract int Width { get; }
    /// <summary>What the raw bits of an upper half exceed it by.</summary>
    static abstract ulong HighBias { get; }
    /// <summary>What the raw bits of a lower half exceed it by.</summary>
    static abstract ulong LowBias { get; }
    /// <summary>True if lower halves may be negative (products rounded to nearest, not toward zero); they are at least -2^51.</summary>
    static abstract bool LowIsSigned { get; }

    /// <summary>Reads a register.</summary>
    static abstract T Load(ulong* words);
    /// <summary>Writes a register.</summary>
    static abstract void Store(T value, ulong* words);
    /// <summary>Starts to bring a 64-byte line into the cache, where the instruction set can.</summary>
    static abstract void Prefetch(ulong* words);
    /// <summary>The same word in all lanes, from memory.</summary>
    static abstract T Broadcast(ulong* word);
    /// <summary>The same integer in all lanes.</summary>
    static abstract T Create(ulong value);
    /// <summary>The same limb in all lanes, as a factor.</summary>
    static abstract T CreateFactor(ulong limb);
    /// <summary>Limb i of F's M in all lanes, as a factor: read where it is used, see <see cref="LaneConstant"/>.</summary>
    static abstract T InverseFactor<F>(int i) where F : struct, IPrimeField;
    /// <summary>The word of a limb as a factor.</summary>
    static abstract ulong Factor(ulong limb);
    /// <summary>The limb of a factor's word.</summary>
    static abstract ulong Limb(ulong factor);
    /// <summary>Signed 32-bit integers, one for each lane.</summary>
    static abstract T Widen(int* values);

    /// <summary>a + b mod 2^64.</summary>
    static abstract T Add(T a, T b);
    /// <summary>a - b mod 2^64.</summary>
    static abstract T Subtract(T a, T b);
    /// <summary>a and b.</summary>
    static abstract T And(T a, T b);
    /// <summary>a or b.</summary>
    static abstract T Or(T a, T b);
    /// <summary>Bits of a where the mask has ones, of b elsewhere.</summary>
    static abstract T Select(T mask, T a, T b);
    /// <summary>a in lanes where sign is negative, b elsewhere; cheapest where b is the result of a sum, a difference or a logical operation.</summary>
    static abstract T SelectNegative(T sign, T a, T b);
    /// <summary>a shifted left by a constant.</summary>
    static abstract T Left(T a, int bits);
    /// <summary>a shifted right by a constant, zeros enter.</summary>
    static abstract T Right(T a, int bits);
    /// <summary>floor(a / 2^52) for signed a.</summary>
    static abstract T Carry(T a);

    /// <summary>An integer in [0, 2^52) as a factor.</summary>
    static abstract T ToFactor(T a);
    /// <summary>a mod 2^52 as a factor.</summary>
    static abstract T DigitToFactor(T a);
    /// <summary>Adds the biased halves of a b to two columns; a and b are factors.</summary>
    static abstract void MultiplyAdd(T a, T b, ref T low, ref T high);
    /// <summary>a b mod 2^52 as a factor; a and b as above.</summary>
    static abstract T MultiplyLow(T a, T b);
    /// <summary>Adds (column + a b) / 2^52 to next, where 2^52 divides column + a b, both free of bias but for HighBias in next.</summary>
    static abstract void MultiplyAddExact(T a, T b, T column, ref T next);

    /// <summary>The product of <see cref="LaneField{F,I,T}.Multiply(in Wide{T}, in Wide{T}, out Wide{T})"/>, in the way that suits the instruction set.</summary>
    static abstract void Multiply<F>(in Wide<T> a, in Wide<T> b, out Wide<T> r) where F : struct, IPrimeField;
    /// <summary>The first part of a product, <see cref="LaneField{F,I,T}.BeginProduct"/>.</summary>
    static abstract void BeginProduct<F>(ulong* a, ulong* b, out Columns<T> r) where F : struct, IPrimeField;
    /// <summary>The second part, <see cref="LaneField{F,I,T}.FinishProduct(in Columns{T}, out Wide{T})"/>.</summary>
    static abstract void FinishProduct<F>(in Columns<T> columns, out Wide<T> r) where F : struct, IPrimeField;
    /// <summary>The second part, <see cref="LaneField{F,I,T}.FinishProduct(in Columns{T}, ulong*)"/>.</summary>
    static abstract void FinishProduct<F>(in Columns<T> columns, ulong* r) where F : struct, IPrimeField;
    /// <summary>The square of <see cref="LaneField{F,I,T}.Square"/>.</summary>
    static abstract void Square<F>(in Wide<T> a, out Wide<T> r) where F : struct, IPrimeField;

    /// <summary>Row i of the target becomes column i of the source, which is apart or the same.</summary>
    static abstract void Transpose<TTarget, TSource>(TTarget target, TSource source) where TTarget : struct, IRows where TSource : struct, IRows;
}
