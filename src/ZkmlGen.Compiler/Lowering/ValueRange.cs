using System;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>The interval that a tensor's real values are expected in.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    /// <summary>The largest absolute value.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    /// <summary>Largest difference of two values that are first cut off at 0 from below.</summary>
    public double PositiveSpan => Math.Max(High, 0) + Math.Max(-Low, 0);

    /// <summary>The range of the values times a factor.</summary>
    public ValueRange Times(double factor) => factor < 0 ? new(High * factor, Low * factor) : new(Low * factor, High * factor);

    /// <summary>The range of sums.</summary>
    public ValueRange Plus(ValueRange other) => new(Low + other.Low, High + other.High);

    /// <summary>The smallest range around both.</summary>
    public ValueRange Union(ValueRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The smallest range around values; that of none is 0.</summary>
    public static ValueRange Of(float[] values)
    {
        if (values.Length == 0) return default;
        var (low, high) = (values[0], values[0]);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return new(low, high);
    }

    /// <summary>The range of max(x, 0).</summary>
    public ValueRange Positive => new(Math.Max(Low, 0), Math.Max(High, 0));
}
