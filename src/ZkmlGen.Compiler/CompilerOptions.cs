using System.Collections.Generic;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler;

/// <summary>Which cost the layout search minimises (protocol.md, cost model).</summary>
public enum Optimize
{
    /// <summary>The least time within about 450,000 gas.</summary>
    Balanced,
    /// <summary>The least proving time.</summary>
    Speed,
    /// <summary>The least gas.</summary>
    Gas,
}

/// <summary>What the user may set. All have defaults.</summary>
/// <param name="Name">Model name, a C# identifier.</param>
/// <param name="Optimize">Goal of the layout search.</param>
/// <param name="ValueBits">B, 4 to 16; 0: chosen so that results agree with the float model.</param>
/// <param name="InputLow">Least input value when there are no calibration inputs.</param>
/// <param name="InputHigh">Largest input value when there are no calibration inputs.</param>
/// <param name="Dimensions">Values for symbolic dimensions other than the batch, by name.</param>
/// <param name="Disclosure">What proofs show.</param>
public sealed record CompilerOptions(
    string Name, Optimize Optimize, int ValueBits, double InputLow, double InputHigh, EquatableArray<DimensionValue> Dimensions, Disclosure Disclosure)
{
    /// <summary>Defaults.</summary>
    public static CompilerOptions Default(string name) => new(name, Optimize.Balanced, 0, -1, 1, default, Disclosure.Default);
}

/// <summary>A value for a symbolic dimension.</summary>
public readonly record struct DimensionValue(string Name, int Value);

/// <summary>One calibration sample: an array per model input, row-major.</summary>
public sealed record CalibrationSample(IReadOnlyList<float[]> Inputs);
