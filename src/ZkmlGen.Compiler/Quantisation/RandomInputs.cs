using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Repeatable inputs: random ones in the declared range, and variations of samples.</summary>
internal sealed class RandomInputs
{
    // Variations stay close to the sample, in contrast and in each number.
    private const double LeastContrast = 0.8;
    private const double Noise = 0.1;
    private ulong state = 0x9E3779B97F4A7C15;

    /// <summary>One sample of all inputs in the range that the options give.</summary>
    public float[][] Sample(ModelGraph graph, CompilerOptions options) => [.. graph.Inputs.Select(input =>
        Enumerable.Range(0, Shapes.Count(input.Shape)).Select(_ => (float)(options.InputLow + (options.InputHigh - options.InputLow) * Next())).ToArray())];

    /// <summary>A sample like the given one; integers stay integers.</summary>
    public float[][] Vary(IReadOnlyList<float[]> sample)
    {
        var contrast = LeastContrast + (1 - LeastContrast) * Next();
        return [.. sample.Select(values =>
        {
            var isInteger = values.All(value => value == Math.Floor(value));
            return values.Select(value =>
            {
                var varied = value * contrast * (1 - Noise * Next());
                return (float)(isInteger ? Math.Round(varied) : varied);
            }).ToArray();
        })];
    }

    // xorshift64*: the same numbers on every runtime.
    private double Next()
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (unchecked(state * 0x2545F4914F6CDD1DUL) >> 11) * (1.0 / (1UL << 53));
    }
}
