namespace ZkmlGen.Algebra;

/// <summary>
/// Affine additions with one shared inversion. For points of different x, with s = (y2 - y1) / (x2 - x1): x3 = s^2 - x1 - x2, y3 = s (x1 - x3) - y1.
/// An instance has its own scratch memory: one thread at a time.
/// </summary>
internal abstract unsafe class PointAdder : IDisposable
{
    /// <summary>Does the additions of the list. False if some pair has equal x (or so it may be): then all targets are undefined.</summary>
    public abstract bool Add(PairList pairs, G1Affine* source, G1Affine* target);

    public abstract void Dispose();

    /// <summary>The best implementation for this machine.</summary>
    public static PointAdder Create() => new PointAdderLanes<Avx512Lanes, System.Runtime.Intrinsics.Vector512<ulong>>();
}
