namespace ZkmlGen.Algebra;

/// <summary>
/// A view of consecutive field elements in native memory, in blocks of eight elements, limb by limb: limb j of element i is the 64-bit word
/// (i / 8) * 32 + 8 j + i % 8. So vector kernels load without shuffles, and one memory image serves every instruction set.
/// A view does not own its memory (see <see cref="FrArena"/>). Slices start at multiples of eight.
/// </summary>
public readonly unsafe partial struct FrVector
{
    internal readonly ulong* Words;
    /// <summary>Number of elements; the memory behind it is rounded up to a multiple of eight.</summary>
    public int Length { get; }
    internal FrVector(ulong* words, int length) { Words = words; Length = length; }
    /// <summary>Element i, in scalar form.</summary>
    public Fr this[int i] { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
    /// <summary>A sub-view; start is a multiple of eight.</summary>
    public FrVector Slice(int start, int length) => throw new NotImplementedException();
    /// <summary>Sets all elements to 0.</summary>
    public void Clear() => throw new NotImplementedException();
    /// <summary>Copies all elements of the source (same length).</summary>
    public void CopyFrom(FrVector source) => throw new NotImplementedException();
    /// <summary>Copies from scalar form, and clears the rest.</summary>
    public void CopyFrom(ReadOnlySpan<Fr> source) => throw new NotImplementedException();
}

/// <summary>Native memory for field vectors, sized once, reused across proofs: Rent hands out 64-byte aligned vectors, Reset takes all back.</summary>
public sealed unsafe class FrArena : IDisposable
{
    /// <summary>Room for so many elements in all.</summary>
    public FrArena(long elements) => throw new NotImplementedException();
    /// <summary>The next vector (not cleared). Throws if the arena is exhausted.</summary>
    public FrVector Rent(int length) => throw new NotImplementedException();
    /// <summary>All rented vectors are given back.</summary>
    public void Reset() => throw new NotImplementedException();
    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}

/// <summary>
/// Operations over whole vectors, one thread, any length (ranges: canonical in, canonical out). r may be the same vector as an input.
/// The implementation is chosen once by KernelFactory (AVX-512, AVX2, Arm64, scalar); ZKML_FORCE_KERNEL forces one.
/// </summary>
public static class FrVec
{
    /// <summary>r = a + b.</summary>
    public static void Add(FrVector r, FrVector a, FrVector b) => throw new NotImplementedException();
    /// <summary>r = a - b.</summary>
    public static void Subtract(FrVector r, FrVector a, FrVector b) => throw new NotImplementedException();
    /// <summary>r = a b, element by element.</summary>
    public static void Multiply(FrVector r, FrVector a, FrVector b) => throw new NotImplementedException();
    /// <summary>r = s a.</summary>
    public static void Scale(FrVector r, FrVector a, in Fr s) => throw new NotImplementedException();
    /// <summary>r = r + a b.</summary>
    public static void MultiplyAdd(FrVector r, FrVector a, FrVector b) => throw new NotImplementedException();
    /// <summary>r = r + s a.</summary>
    public static void ScaleAdd(FrVector r, FrVector a, in Fr s) => throw new NotImplementedException();
    /// <summary>r = a + s.</summary>
    public static void AddConstant(FrVector r, FrVector a, in Fr s) => throw new NotImplementedException();
    /// <summary>r[i] = values[i], signed.</summary>
    public static void FromInt32(FrVector r, ReadOnlySpan<int> values) => throw new NotImplementedException();
    /// <summary>r[i] = r[i]^-1, 0 stays 0 (one inversion in all); scratch is as long as r.</summary>
    public static void BatchInvert(FrVector r, FrVector scratch) => throw new NotImplementedException();
    /// <summary>sum a[i] b[i].</summary>
    public static Fr InnerProduct(FrVector a, FrVector b) => throw new NotImplementedException();
    /// <summary>r[i] = first * ratio^i.</summary>
    public static void Powers(FrVector r, in Fr first, in Fr ratio) => throw new NotImplementedException();
    /// <summary>sum coefficients[i] x^i.</summary>
    public static Fr Evaluate(FrVector coefficients, in Fr x) => throw new NotImplementedException();
    /// <summary>quotient = (f(X) - f(x)) / (X - x), as long as f with a last coefficient of 0; returns f(x). quotient may be f.</summary>
    public static Fr DivideByLinear(FrVector quotient, FrVector f, in Fr x) => throw new NotImplementedException();
    /// <summary>r[i] = 8-aligned rotation source: r[i] = a[(i + shift) mod length].</summary>
    public static void Rotate(FrVector r, FrVector a, int shift) => throw new NotImplementedException();
}
