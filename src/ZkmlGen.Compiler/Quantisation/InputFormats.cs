using System;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Chooses the integers that model inputs take. 0 is always among them.</summary>
internal static class InputFormats
{
    private const int MostIntegerBits = 12;

    /// <summary>The format of real numbers in the range, widened by a margin.</summary>
    public static InputFormat Of(ValueRange range, double margin, int bits)
    {
        var (low, high) = (Math.Min(range.Low, 0) * margin, Math.Max(range.High, 0) * margin);
        var scale = Scales.Fit(high - low, (1 << bits) - 2);
        return new InputFormat(scale, (int)Math.Floor(low * Scales.Power(scale)), bits);
    }

    /// <summary>The format of whole numbers in the range: exact if that takes a narrow table.</summary>
    public static InputFormat Integers(ValueRange range, double margin, int bits)
    {
        var low = Math.Min(range.Low, 0);
        for (var width = 1; width <= Math.Max(bits, MostIntegerBits); width++)
        {
            // Within the value bits there is a table already.
            if (Math.Max(range.High, 0) - low < 1 << width) return new InputFormat(0, (int)low, Math.Max(width, width <= bits ? bits : 0));
        }
        return Of(range, margin, bits);
    }
}
