namespace ZkmlGen.Algebra;

/// <summary>Sums with small signed scalars: as many windows as the largest of them needs.</summary>
internal static unsafe class SmallMsm
{
    /// <summary>sum scalars[i] points[i]. False if the shortcut formulas do not apply.</summary>
    public static bool TrySum(G1Affine* points, ReadOnlySpan<int> scalars, int threads, out G1 result)
    {
        result = default;
        var bits = SmallDigits.SignedBits(scalars, out var nonZero);
        if (bits == 0)
        {
            return true;
        }
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
        return msm.TrySum(points, columns, scalars.Length, c, threads, out result);
    }
}
