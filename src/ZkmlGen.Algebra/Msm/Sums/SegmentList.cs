namespace ZkmlGen.Algebra;

/// <summary>Segments under construction: references to the places of points that exist, absent ones being left out.</summary>
internal sealed unsafe class SegmentList : IDisposable
{
    private readonly NativeBuffer<uint> references = new();
    private readonly NativeBuffer<int> starts = new();
    private readonly NativeBuffer<G1Affine> sums = new();
    private int length;

    /// <summary>Segments so far.</summary>
    public int Count { get; private set; }

    /// <summary>The sums; those of empty segments are undefined.</summary>
    public G1Affine* Sums => sums.Pointer;

    /// <summary>Starts over, with room for so many references and segments.</summary>
    public void Clear(long capacity, int segments)
    {
        references.Reserve(capacity + ChunkSum.Overrun);
        starts.Reserve(segments + 1);
        sums.Reserve(segments);
        starts.Pointer[0] = 0;
        Count = 0;
        length = 0;
    }

    /// <summary>Puts a point into the current segment.</summary>
    public void Add(int place, bool negated = false) => references.Pointer[length++] = (uint)place << 1 | (negated ? 1U : 0);

    /// <summary>Ends the current segment and returns its number.</summary>
    public int End()
    {
        starts.Pointer[Count + 1] = length;
        return Count++;
    }

    /// <summary>False for a segment without points.</summary>
    public bool IsPresent(int segment) => starts.Pointer[segment + 1] > starts.Pointer[segment];

    /// <summary>Computes the sums; false if the shortcut formulas do not apply.</summary>
    public bool Sum(G1Affine* source, int threads) => SegmentSum.Add(source, references.Pointer, starts.Pointer, Count, Sums, threads);

    public void Dispose()
    {
        references.Dispose();
        starts.Dispose();
        sums.Dispose();
    }
}
