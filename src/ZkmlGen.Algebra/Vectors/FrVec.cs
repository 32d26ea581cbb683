namespace ZkmlGen.Algebra;

/// <summary>
/// Operations over whole vectors, one thread, any length (ranges: canonical in, canonical out). r may be the same vector as an input.
/// The implementation is chosen once by KernelFactory (AVX-512, AVX2, Arm64, scalar); ZKML_FORCE_KERNEL forces one.
/// </summary>
public static class FrVec
{
    private static readonly VectorOperations operations = new(VectorKernel.Make(KernelFactory.Current));

    /// <summary>r = a + b.</summary>
    public static void Add(FrVector r, FrVector a, FrVector b) => operations.Map<AddOperation>(r, a, b);
    /// <summary>r = a - b.</summary>
    public static void Subtract(FrVector r, FrVector a, FrVector b) => operations.Map<SubtractOperation>(r, a, b);
    /// <summary>r = a b, element by element.</summary>
    public static void Multiply(FrVector r, FrVector a, FrVector b) => operations.Multiply(r, a, b, addToResult: false);
    /// <summary>r = s a.</summary>
    public static void Scale(FrVector r, FrVector a, in Fr s) => operations.Scale(r, a, s, addToResult: false);
    /// <summary>r = r + a b.</summary>
    public static void MultiplyAdd(FrVector r, FrVector a, FrVector b) => operations.Multiply(r, a, b, addToResult: true);
    /// <summary>r = r + s a.</summary>
    public static void ScaleAdd(FrVector r, FrVector a, in Fr s) => operations.Scale(r, a, s, addToResult: true);
    /// <summary>r = a + s.</summary>
    public static void AddConstant(FrVector r, FrVector a, in Fr s) => operations.Map<AddConstantOperation>(r, a, a, s);
    /// <summary>r = sum scalars[k] vectors[k], as many scalars as vectors; cheaper than term by term. r may be one of up to 16 vectors.</summary>
    public static void Combine(FrVector r, ReadOnlySpan<FrVector> vectors, ReadOnlySpan<Fr> scalars) => operations.Combine(r, vectors, scalars, addToResult: false);
    /// <summary>r = r + sum scalars[k] vectors[k].</summary>
    public static void CombineAdd(FrVector r, ReadOnlySpan<FrVector> vectors, ReadOnlySpan<Fr> scalars) => operations.Combine(r, vectors, scalars, addToResult: true);
    /// <summary>r[i] = sum over k of scalars[k] columns[k stride + i], signed integers: a quarter of the work of <see cref="Combine"/>.</summary>
    public static void CombineInt32(FrVector r, ReadOnlySpan<int> columns, int stride, ReadOnlySpan<Fr> scalars) =>
        operations.CombineInt32(r, columns, stride, scalars);
    /// <summary>r[i] = values[i], signed.</summary>
    public static void FromInt32(FrVector r, ReadOnlySpan<int> values) => operations.FromInt32(r, values);
    /// <summary>r[i] = r[i]^-1, 0 stays 0 (one inversion in all); scratch is as long as r.</summary>
    public static void BatchInvert(FrVector r, FrVector scratch) => operations.BatchInvert(r, scratch);
    /// <summary>sum a[i] b[i].</summary>
    public static Fr InnerProduct(FrVector a, FrVector b) => operations.InnerProduct(a, b);
    /// <summary>r[i] = first * ratio^i.</summary>
    public static void Powers(FrVector r, in Fr first, in Fr ratio) => operations.Powers(r, first, ratio);
    /// <summary>sum coefficients[i] x^i.</summary>
    public static Fr Evaluate(FrVector coefficients, in Fr x) => operations.Evaluate(coefficients, x);
    /// <summary>quotient = (f(X) - f(x)) / (X - x), as long as f with a last coefficient of 0; returns f(x). quotient may be f.</summary>
    public static Fr DivideByLinear(FrVector quotient, FrVector f, in Fr x) => operations.Horner(quotient, f, x);

    /// <summary>r[i] = a[(i + shift) mod length], any shift; r is not a.</summary>
    public static unsafe void Rotate(FrVector r, FrVector a, int shift)
    {
        r.RequireLength(a.Length);
        if (r.Words == a.Words && r.Length > 0)
        {
            throw new ArgumentException("A vector is not rotated in place.", nameof(r));
        }
        if (r.Length == 0)
        {
            return;
        }
        var start = (shift % r.Length + r.Length) % r.Length;
        if (start % FrVector.Block == 0 && r.Length % FrVector.Block == 0)
        {
            r.Slice(0, r.Length - start).CopyFrom(a.Slice(start, r.Length - start));
            r.Slice(r.Length - start, start).CopyFrom(a.Slice(0, start));
            return;
        }
        for (var i = 0; i < r.Length; i++)
        {
            r[i] = a[i + start < r.Length ? i + start : i + start - r.Length];
        }
    }
}
