using System.Collections.Generic;

namespace ZkmlGen.Compiler.Samples;

/// <summary>Numbers from a sample file.</summary>
/// <param name="Name">The name stored with them, or empty.</param>
/// <param name="Shape">Row-major shape; null where the format keeps none.</param>
/// <param name="Values">The numbers, whatever type they were stored with.</param>
public sealed record SampleTensor(string Name, IReadOnlyList<int>? Shape, float[] Values);
