namespace ZkmlGen.Algebra;

/// <summary>Points with multiples for full-width scalars.</summary>
internal abstract unsafe class FullWidthBases(ReadOnlySpan<G1Affine> points, int copies, ExtraTable extras) : ExpandedBases(points, copies, extras)
{
    /// <summary>sum scalars[i] points[i], and the extra points. False if the shortcut formulas do not apply.</summary>
    public abstract bool TrySum(FrVector scalars, ReadOnlySpan<Fr> extraScalars, int threads, out G1 result);
}
