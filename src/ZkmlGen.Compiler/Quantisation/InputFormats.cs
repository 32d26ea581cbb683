using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Chooses the integers that model inputs take.</summary>
internal static class InputFormats
{
    private const int MostIntegerBits = 12;
    private const double Margin = 1.25;

    /// <summary>The format of an input with the given range; samples are its known values, if there are any.</summary>
    public static InputFormat Of(ValueRange range, IReadOnlyCollection<float[]> samples, int bits)
    {
        var seen = samples.Count > 0;
        if (seen && samples.All(sample => sample.All(value => value == Math.Floor(value))) && IntegerBits(range) is { } exact && exact <= MostIntegerBits)
            return new InputFormat(0, (int)Math.Min(range.Low, 0), exact);
        var (low, high) = (Math.Min(range.Low, 0), Math.Max(range.High, 0));
        if (seen) (low, high) = (low * Margin, high * Margin);
        var scale = Scales.Fit(high - low, (1 << bits) - 2);
        return new InputFormat(scale, (int)Math.Floor(low * Scales.Power(scale)), bits);
    }

    private static int? IntegerBits(ValueRange range)
    {
        var span = range.High - Math.Min(range.Low, 0);
        for (var bits = 1; bits <= MostIntegerBits; bits++)
        {
            if (span < 1 << bits) return bits;
        }
        return null;
    }
}
