namespace ZkmlGen.Runtime;

/// <summary>A value left the range that the circuit was compiled for: no proof is made.</summary>
public sealed class ZkRangeException(string layer, int index, long value, string range)
    : Exception($"Layer '{layer}', element {index}: the value {value} is outside {range}. Calibrate with inputs like this one, or raise the value bits.")
{
    /// <summary>The layer.</summary>
    public string Layer { get; } = layer;
    /// <summary>Index of the element in the layer's cells.</summary>
    public int Index { get; } = index;
    /// <summary>The quantised value.</summary>
    public long Value { get; } = value;
}
