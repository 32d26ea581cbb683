using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>A float run of the model: its inputs and outputs.</summary>
internal sealed record ReferenceRun(IReadOnlyList<float[]> Inputs, float[][] Outputs);

/// <summary>How far a quantised program is from the float model.</summary>
internal static class Precision
{
    /// <summary>
    /// The largest difference of an output from the float model's, relative to the range of that output in the same run; infinite if a value leaves its range.
    /// </summary>
    public static double Error(LoweredProgram program, IReadOnlyList<ReferenceRun> runs)
    {
        var evaluator = new ProgramEvaluator(program, Environment.ProcessorCount);
        var error = 0.0;
        try
        {
            foreach (var run in runs)
            {
                var outputs = evaluator.Run(run.Inputs);
                for (var o = 0; o < outputs.Length; o++) error = Math.Max(error, Difference(outputs[o], run.Outputs[o]) / Range(run.Outputs[o]));
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
        var range = CalibrationRanges.Of(output);
        return Math.Max(range.High > range.Low ? range.High - range.Low : range.Magnitude, 1e-12);
    }
}
