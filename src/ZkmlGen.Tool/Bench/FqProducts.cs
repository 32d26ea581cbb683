using ZkmlGen.Algebra;

namespace ZkmlGen.Tool.Bench;

/// <summary>Products in the base field with the kernel of this process. Sums of points do them in registers; this is the same product over memory.</summary>
internal abstract unsafe class FqProducts
{
    /// <summary>For the kernel of this process.</summary>
    public static FqProducts Create() => KernelFactory.Make(default(Maker), KernelFactory.Current);

    /// <summary>r[i] = r[i] b[i] for vectors of base field elements in whole blocks; results are canonical.</summary>
    public abstract void Multiply(FrVector r, FrVector b);

    private readonly struct Maker : IKernelMaker<FqProducts>
    {
        public FqProducts Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new LaneProducts<I, T>();
    }

    private sealed class LaneProducts<I, T> : FqProducts where I : struct, ILanes<T> where T : unmanaged
    {
        public override void Multiply(FrVector r, FrVector b) =>
            LaneVectorKernel<I, T>.MultiplyIn<FqField>(r.Words, r.Words, b.Words, FrVector.BlockWords, addToResult: false, r.Blocks);
    }
}
