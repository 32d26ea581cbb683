using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Repeatable inputs in the declared range, for models without calibration samples.</summary>
internal static class RandomInputs
{
    private const ulong Seed = 0x9E3779B97F4A7C15;

    /// <summary>Samples of all inputs.</summary>
    public static IReadOnlyList<float[]>[] Of(ModelGraph graph, CompilerOptions options, int samples)
    {
        var state = Seed;
        return [.. Enumerable.Range(0, samples).Select(_ => graph.Inputs.Select(input =>
            Enumerable.Range(0, Shapes.Count(input.Shape)).Select(_ => (float)(options.InputLow + (options.InputHigh - options.InputLow) * Next(ref state))).ToArray()).ToArray())];
    }

    // xorshift64*: the same numbers on every runtime.
    private static double Next(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (unchecked(state * 0x2545F4914F6CDD1DUL) >> 11) * (1.0 / (1UL << 53));
    }
}
