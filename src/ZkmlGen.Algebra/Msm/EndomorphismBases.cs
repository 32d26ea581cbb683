namespace ZkmlGen.Algebra;

/// <summary>The points and their images under the endomorphism: scalars of half the length, twice as many.</summary>
internal sealed unsafe class EndomorphismBases : FullWidthBases
{
    public EndomorphismBases(ReadOnlySpan<G1Affine> points, ExtraTable extras)
        : base(points, 2, extras)
    {
        for (var i = 0; i < Count; i++)
        {
            Points[Count + i] = Endomorphism.Apply(points[i]);
        }
    }

    public override bool TrySum(FrVector scalars, ReadOnlySpan<Fr> extraScalars, int threads, out G1 result)
    {
        var rows = scalars.Length;
        var c = MsmWindow.Best(2 * rows, Endomorphism.Bits, shared: false);
        var windows = MsmWindow.Count(Endomorphism.Bits, c);
        using var msm = BatchMsm.Rent();
        var digits = msm.Digits(2L * windows * rows);
        var second = digits + (long)windows * rows;
        var scratch = msm.Scalars(rows);
        ThreadRanges.Run(threads, rows, (_, first, length) =>
            HalfDigits.Write(scalars.Slice(first, length), scratch.Slice(first, length), c, windows, digits + first, second + first, rows));
        var columns = new DigitColumn[2 * windows];
        for (var window = 0; window < windows; window++)
        {
            columns[2 * window] = new(digits + (long)window * rows, window, 0);
            columns[2 * window + 1] = new(second + (long)window * rows, window, Count);
        }
        return TrySum(msm, columns, rows, c, extraScalars, threads, out result);
    }
}
