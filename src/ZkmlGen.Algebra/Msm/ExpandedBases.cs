namespace ZkmlGen.Algebra;

/// <summary>Points of an <see cref="MsmBases"/> in one piece of memory with multiples of them that make scalars shorter, and with the table of the extra points.</summary>
internal abstract unsafe class ExpandedBases : IDisposable
{
    private readonly NativeBuffer<G1Affine> memory = new();
    private readonly ExtraTable extras;
    private readonly int copies;

    /// <summary>Room for copies times as many points; the points themselves come first.</summary>
    protected ExpandedBases(ReadOnlySpan<G1Affine> points, int copies, ExtraTable extras)
    {
        Count = points.Length;
        this.copies = copies;
        this.extras = extras;
        memory.Reserve(Math.Max(1, (long)Count * copies + extras.Length));
        points.CopyTo(new(Points, Count));
        extras.Table.CopyTo(new(Points + ExtraStart, extras.Length));
    }

    /// <summary>Points without their multiples.</summary>
    public int Count { get; }

    /// <summary>The points, each multiple of all of them, the table of the extra points.</summary>
    public G1Affine* Points => memory.Pointer;

    private int ExtraStart => Count * copies;

    /// <summary>The sum over the columns, of c-bit digits, and over the extra points. False if the shortcut formulas do not apply.</summary>
    protected bool TrySum(BatchMsm msm, ReadOnlySpan<DigitColumn> columns, int rows, int c, ReadOnlySpan<Fr> extraScalars, int threads, out G1 result)
    {
        Span<uint> references = stackalloc uint[256];
        if (extraScalars.Length * ExtraTable.Windows > references.Length)
        {
            references = new uint[extraScalars.Length * ExtraTable.Windows];
        }
        var length = extras.Write(extraScalars, ExtraStart, references);
        return msm.TrySum(Points, columns, references[..length], rows, c, threads, out result);
    }

    public void Dispose() => memory.Dispose();
}
