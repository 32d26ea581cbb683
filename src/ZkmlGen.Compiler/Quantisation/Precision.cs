using System;
using System.Collections.Generic;
using System.Linq;
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
        var evaluator = new ProgramEvaluator(program, Environment.ProcessorCount);
        var error = 0.0;
        try
        {
            for (var r = 0; r < reference.Runs.Count; r++)
            {
                var run = reference.Runs[r];
                var outputs = evaluator.Run(run.Inputs);
                for (var o = 0; o < outputs.Length; o++)
                {
                    var range = r < reference.Samples ? Range(run.Outputs[o]) : Math.Max(Range(run.Outputs[o]), reference.Runs.Take(reference.Samples).Min(sample => Range(sample.Outputs[o])));
                    error = Math.Max(error, Difference(outputs[o], run.Outputs[o]) / range);
                }
            }
        }
        catch (CircuitRangeException)
        {
            return double.PositiveInfinity;
        }
        return error;
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
