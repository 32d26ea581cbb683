using System;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>A value leaves the range that the circuit was compiled for: this input has no proof.</summary>
/// <param name="layer">Name of the tensor.</param>
/// <param name="index">Index of the cell in it.</param>
/// <param name="value">The quantised value.</param>
/// <param name="bits">Width of its range.</param>
public sealed class CircuitRangeException(string layer, int index, long value, int bits) : Exception(
    $"Layer '{layer}', element {index}: the value {value} needs more than {bits} bits. Calibrate with inputs like this one, or raise the value bits.")
{
    /// <summary>Name of the tensor.</summary>
    public string Layer { get; } = layer;
    /// <summary>Index of the cell in it.</summary>
    public int Index { get; } = index;
    /// <summary>The quantised value.</summary>
    public long Value { get; } = value;
}
