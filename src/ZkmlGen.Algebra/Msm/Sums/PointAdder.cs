namespace ZkmlGen.Algebra;

/// <summary>
/// Affine additions with one shared inversion. For points of different x, with s = (y2 - y1) / (x2 - x1): x3 = s^2 - x1 - x2, y3 = s (x1 - x3) - y1.
/// An instance has its own scratch memory: one thread at a time.
/// </summary>
internal abstract unsafe class PointAdder : IDisposable
{
    /// <summary>
    /// Does the additions of the list. Coordinates of points are below 2^256 in and out, but not canonical. False if some pair has equal x (or so it may be): then all targets are undefined.
    /// </summary>
    public abstract bool Add(PairList pairs, G1Affine* source, G1Affine* target);

    /// <summary>target[i] = 2^times source[i], canonical, i below count (any number). Source and target are apart or the same. False, and the targets undefined, if one is infinity.</summary>
    public abstract bool Double(G1Affine* source, G1Affine* target, int count, int times);

    /// <summary>The coordinates below q; sums may come with larger ones.</summary>
    public static G1Affine Canonical(in G1Affine p) => new(Fq.One * p.X, Fq.One * p.Y);

    /// <summary>The point of a reference; only canonical points can be negated so.</summary>
    public static G1Affine Signed(G1Affine* source, uint reference) => (reference & 1) == 0 ? source[reference >> 1] : source[reference >> 1].Negate();

    public abstract void Dispose();

    /// <summary>A new adder of the kind that this process uses, or of a named one.</summary>
    public static PointAdder Create(string? kernel = null) => KernelFactory.Make(default(Maker), kernel ?? KernelFactory.Current);

    private readonly struct Maker : IKernelMaker<PointAdder>
    {
        public PointAdder Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new PointAdderLanes<I, T>();
    }
}
