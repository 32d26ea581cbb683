using System;
using System.Collections.Generic;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Ranges of all values as seen on samples.</summary>
internal static class CalibrationRanges
{
    /// <summary>The hull of each value over the float model's runs.</summary>
    public static Dictionary<Value, ValueRange> Of(IEnumerable<IReadOnlyDictionary<Value, float[]>> runs)
    {
        var ranges = new Dictionary<Value, ValueRange>();
        foreach (var run in runs)
        {
            foreach (var pair in run)
            {
                var range = Of(pair.Value);
                ranges[pair.Key] = ranges.TryGetValue(pair.Key, out var known) ? known.Union(range) : range;
            }
        }
        return ranges;
    }

    /// <summary>The hull of an array.</summary>
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
}
