namespace ZkmlGen.Algebra;

/// <summary>
/// The points and their multiples by 2^(c w) for all windows w: every digit then has the weight 1, all of them share one set of buckets, and c can be wide.
/// 64 bytes for each point and window.
/// </summary>
internal sealed unsafe class TableBases : FullWidthBases
{
    private const int ChunkSize = 512;
    private readonly int c, windows;

    public TableBases(ReadOnlySpan<G1Affine> points, ExtraTable extras, int c)
        : base(points, MsmWindow.Count(FullDigits.Bits, c), extras)
    {
        this.c = c;
        windows = MsmWindow.Count(FullDigits.Bits, c);
        Parallel.For(0, (Count + ChunkSize - 1) / ChunkSize, chunk => Fill(chunk * ChunkSize, Math.Min(ChunkSize, Count - chunk * ChunkSize)));
    }

    /// <summary>All multiples of length points from start on; none of them is infinity.</summary>
    private void Fill(int start, int length)
    {
        using var adder = PointAdder.Create();
        for (var window = 1; window < windows; window++)
        {
            var before = Points + (long)(window - 1) * Count + start;
            adder.Double(before, before + Count, length, c);
        }
    }

    public override bool TrySum(FrVector scalars, ReadOnlySpan<Fr> extraScalars, int threads, out G1 result)
    {
        using var msm = BatchMsm.Rent();
        var stride = scalars.Blocks * FrVector.Block;
        var digits = msm.Digits((long)windows * stride);
        var scratch = msm.Scalars(scalars.Length);
        ThreadRanges.Run(threads, scalars.Length, (_, first, length) =>
            FullDigits.Write(scalars.Slice(first, length), scratch.Slice(first, length), c, windows, digits + first, stride));
        var columns = new DigitColumn[windows];
        for (var window = 0; window < windows; window++)
        {
            columns[window] = new(digits + (long)window * stride, 0, window * Count);
        }
        return TrySum(msm, columns, scalars.Length, c, extraScalars, threads, out result);
    }
}
