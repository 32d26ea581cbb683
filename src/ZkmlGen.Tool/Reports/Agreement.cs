namespace ZkmlGen.Tool.Reports;

/// <summary>How far proved outputs are from those of the float model.</summary>
/// <param name="MaxAbsError">Largest difference.</param>
/// <param name="MaxRelError">Largest difference as a part of its output's range (of its largest magnitude, for outputs of one number or of equal ones).</param>
/// <param name="ArgmaxEqual">The largest element of each output is the same.</param>
internal sealed record Agreement(double MaxAbsError, double MaxRelError, bool ArgmaxEqual)
{
    /// <summary>Compares output by output.</summary>
    public static Agreement Of(IReadOnlyList<float[]> output, IReadOnlyList<float[]> expected)
    {
        double absolute = 0, relative = 0;
        var equal = true;
        for (var i = 0; i < output.Count; i++)
        {
            var error = output[i].Zip(expected[i], (a, b) => Math.Abs((double)a - b)).Max();
            absolute = Math.Max(absolute, error);
            relative = Math.Max(relative, error == 0 ? 0 : error / Range(expected[i]));
            equal &= Argmax(output[i]) == Argmax(expected[i]);
        }
        return new(absolute, relative, equal);
    }

    private static double Range(float[] values)
    {
        double range = values.Max() - values.Min();
        return range > 0 ? range : Math.Max(values.Max(Math.Abs), float.Epsilon);
    }

    /// <summary>Index of the largest value, of several the first.</summary>
    public static int Argmax(float[] values) => Array.IndexOf(values, values.Max());
}
