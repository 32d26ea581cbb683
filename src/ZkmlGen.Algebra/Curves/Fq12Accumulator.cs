namespace ZkmlGen.Algebra;

/// <summary>An element of Fq12 that products are multiplied into: what the long loops of a pairing work on, in lanes.</summary>
internal abstract class Fq12Accumulator
{
    [ThreadStatic]
    private static Fq12Accumulator? ofThread;

    /// <summary>This thread's own: for one loop at a time.</summary>
    public static Fq12Accumulator OfThread => ofThread ??= Create(KernelFactory.Current);

    public static Fq12Accumulator Create(string kernel) => KernelFactory.Make(default(Maker), kernel);

    public abstract Fq12 Value { get; set; }

    /// <summary>f = f^2.</summary>
    public abstract void Square();

    /// <summary>f = f^2 for f in the cyclotomic subgroup.</summary>
    public abstract void CyclotomicSquare();

    /// <summary>f = f b.</summary>
    public abstract void Multiply(in Fq12 b);

    /// <summary>f = f (l0 + l1 w + l3 w^3).</summary>
    public abstract void MultiplyByLine(in Fq l0, in Fq2 l1, in Fq2 l3);

    private readonly struct Maker : IKernelMaker<Fq12Accumulator>
    {
        public Fq12Accumulator Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new Fq12Lanes<I, T>();
    }
}
