namespace ZkmlGen.Algebra;

/// <summary>
/// Vector operations over whole blocks of eight elements, canonical in and out, for one instruction set. Pointers are to words in the layout of
/// <see cref="FrVector"/>; r may be an operand.
/// </summary>
internal abstract unsafe class VectorKernel
{
    /// <summary>The kernel of that name (see <see cref="KernelFactory"/>).</summary>
    internal static VectorKernel Make(string name) => KernelFactory.Make(new Maker(), name);

    /// <summary>r[i] = a[i] b[i], or r[i] plus that; from block to block b advances by bStep words, which may be 0.</summary>
    internal abstract void Multiply(ulong* r, ulong* a, ulong* b, nint bStep, bool addToResult, int blocks);
    /// <summary>r[i] = f(a[i], b[i], s).</summary>
    internal abstract void Map<TOperation>(ulong* r, ulong* a, ulong* b, in Fr s, int blocks) where TOperation : struct, IElementOperation;
    /// <summary>The most terms of one <see cref="Combine"/>.</summary>
    internal const int CombinedTerms = 16;

    /// <summary>r[i] = sum sources[k][i] scalars[k], or r[i] plus that; at most 16 terms.</summary>
    internal abstract void Combine(ulong* r, ulong** sources, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks);
    /// <summary>The most terms of one <see cref="CombineInt32"/>.</summary>
    internal const int CombinedIntegers = 64;

    /// <summary>r[i] = sum columns[k][i] scalars[k], or r[i] plus that; at most 64 terms.</summary>
    internal abstract void CombineInt32(ulong* r, int** columns, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks);
    /// <summary>r[i] = values[i].</summary>
    internal abstract void FromInt32(ulong* r, int* values, int blocks);
    /// <summary>r[i] = r[i]^-1, 0 for 0; scratch is as long as r.</summary>
    internal abstract void BatchInvert(ulong* r, ulong* scratch, int blocks);
    /// <summary>sum a[i] b[i].</summary>
    internal abstract Fr InnerProduct(ulong* a, ulong* b, int blocks);
    /// <summary>r[i] = first ratio^i.</summary>
    internal abstract void Powers(ulong* r, in Fr first, in Fr ratio, int blocks);
    /// <summary>sum f[i] x^i.</summary>
    internal abstract Fr Evaluate(ulong* f, in Fr x, int blocks);
    /// <summary>From the last element down: q[i] = carry, carry = f[i] + x carry; returns the last carry. q may be f.</summary>
    internal abstract Fr Horner(ulong* q, ulong* f, in Fr x, Fr carry, int blocks);

    private sealed class Maker : IKernelMaker<VectorKernel>
    {
        public VectorKernel Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new LaneVectorKernel<I, T>();
    }
}
