using System;
using System.Linq;
using System.Threading.Tasks;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>How far a quantised program is from the float model.</summary>
internal static class Precision
{
    /// <summary>
    /// The largest difference of an output from the float model's, relative to the range of that output in the same run (in a variation of samples,
    /// relative to the least range in the samples if that is larger); infinite if a value leaves its range.
    /// </summary>
    public static double Error(LoweredProgram program, ReferenceRuns reference)
    {
        // Many runs share the cores among them, a single one shares its layers.
        var threads = reference.Runs.Count < Environment.ProcessorCount ? Environment.ProcessorCount : 1;
        var evaluator = new ProgramEvaluator(program, threads);
        var errors = new double[reference.Runs.Count];
        Parallel.For(0, errors.Length, r => errors[r] = Error(evaluator, reference, r));
        return errors.Max();
    }

    private static double Error(ProgramEvaluator evaluator, ReferenceRuns reference, int index)
    {
        var run = reference.Runs[index];
        try
        {
            return evaluator.Run(run.Inputs).Take(run.Outputs.Length).Select((output, o) =>
            {
                return Difference(output, run.Outputs[o]) / Math.Max(Range(run.Outputs[o]), LeastRange(reference, index, o));
            }).Max();
        }
        catch (CircuitRangeException)
        {
            return double.PositiveInfinity;
        }
    }

    // A single value has no range but that of all samples; a variation is measured like a sample.
    private static double LeastRange(ReferenceRuns reference, int index, int output)
    {
        var samples = reference.Runs.Take(reference.Samples).Select(sample => Range(sample.Outputs[output]));
        if (reference.Runs[0].Outputs[output].Length == 1) return samples.Max();
        return index < reference.Samples ? 0 : samples.Min();
    }

    /// <summary>The largest absolute difference.</summary>
    public static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).DefaultIfEmpty(0).Max();

    /// <summary>Largest minus least value; of a single value or equal ones the magnitude.</summary>
    public static double Range(float[] output)
    {
        var range = ValueRange.Of(output);
        return Math.Max(range.High > range.Low ? range.High - range.Low : range.Magnitude, 1e-12);
    }
}
