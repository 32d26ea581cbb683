namespace ZkmlGen.Algebra;

/// <summary>The points alone, for small signed scalars: as many windows as the largest of them needs.</summary>
internal sealed unsafe class SmallBases(ReadOnlySpan<G1Affine> points, ExtraTable extras) : ExpandedBases(points, 1, extras)
{
    /// <summary>sum scalars[i] points[i], and the extra points. False if the shortcut formulas do not apply.</summary>
    public bool TrySum(ReadOnlySpan<int> scalars, ReadOnlySpan<Fr> extraScalars, int threads, out G1 result)
    {
        var bits = SmallDigits.SignedBits(scalars, out var nonZero);
        var c = MsmWindow.Best(nonZero, bits, shared: false);
        var windows = MsmWindow.Count(bits, c);
        using var msm = BatchMsm.Rent();
        var digits = msm.Digits((long)windows * scalars.Length);
        SmallDigits.Write(scalars, c, windows, digits);
        var columns = new DigitColumn[windows];
        for (var window = 0; window < windows; window++)
        {
            columns[window] = new(digits + (long)window * scalars.Length, window, 0);
        }
        return TrySum(msm, columns, scalars.Length, c, extraScalars, threads, out result);
    }
}
