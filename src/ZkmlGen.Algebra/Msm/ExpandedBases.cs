namespace ZkmlGen.Algebra;

/// <summary>Points of an <see cref="MsmBases"/> together with multiples of them that make full-width scalars shorter.</summary>
internal abstract unsafe class ExpandedBases : IDisposable
{
    private readonly NativeBuffer<G1Affine> memory = new();

    /// <summary>Room for copies times count points; the points themselves come first.</summary>
    protected ExpandedBases(G1Affine* points, int count, int copies)
    {
        Count = count;
        memory.Reserve((long)count * copies);
        new ReadOnlySpan<G1Affine>(points, count).CopyTo(new(memory.Pointer, count));
    }

    /// <summary>Points without their multiples.</summary>
    public int Count { get; }

    /// <summary>The points, then each multiple of all of them.</summary>
    protected G1Affine* Points => memory.Pointer;

    /// <summary>sum scalars[i] points[i]. False if the shortcut formulas do not apply.</summary>
    public abstract bool TrySum(FrVector scalars, int threads, out G1 result);

    public void Dispose() => memory.Dispose();
}
