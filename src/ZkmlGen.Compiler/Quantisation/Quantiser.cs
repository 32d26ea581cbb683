using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Finds ranges and bit widths, and lowers the graph with them.</summary>
internal sealed class Quantiser
{
    private const int LeastBits = 6;
    private const int MostBits = 14;
    private const int ExtraRemainderBits = 2;
    private const double AcceptedError = 0.004;
    private const int RandomSamples = 4;

    private readonly ModelGraph graph;
    private readonly CompilerOptions options;
    private readonly bool isCalibrated;
    private readonly IReadOnlyList<ReferenceRun> runs;
    private readonly Dictionary<Value, ValueRange> seen;
    private readonly Dictionary<Value, ValueRange> ranges;

    private Quantiser(ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration)
    {
        (this.graph, this.options) = (graph, options);
        isCalibrated = calibration.Count > 0;
        var inputs = isCalibrated ? [.. calibration.Select(sample => sample.Inputs)] : RandomInputs.Of(graph, options, RandomSamples);
        var evaluator = new FloatEvaluator(graph);
        var values = inputs.Select(evaluator.Evaluate).ToArray();
        runs = [.. values.Select((run, i) => new ReferenceRun(inputs[i], [.. graph.Outputs.Select(output => run[output])]))];
        seen = CalibrationRanges.Of(values);
        ranges = seen.ToDictionary(pair => pair.Key, pair => pair.Value.Times(Margin(runs.Count)));
    }

    /// <summary>The program at the chosen precision.</summary>
    public static LoweredProgram Quantise(
        ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration, ICollection<ModelDiagnostic> warnings) =>
        new Quantiser(graph, options, calibration).Search(warnings);

    // The fewer samples, the less their extremes say about other inputs.
    private static double Margin(int samples) => samples < 4 ? 2 : samples < 64 ? 1.5 : 1.25;

    private LoweredProgram Search(ICollection<ModelDiagnostic> warnings)
    {
        if (options.ValueBits > 0) return Lower(options.ValueBits);
        LoweredProgram? best = null;
        var least = double.PositiveInfinity;
        for (var bits = LeastBits; bits <= MostBits; bits++)
        {
            var program = Lower(bits);
            var error = Precision.Error(program, runs);
            if (error <= AcceptedError) return program;
            if (best is null || error < least) (best, least) = (program, error);
        }
        return best!;
    }

    private LoweredProgram Lower(int valueBits)
    {
        var remainderBits = valueBits + ExtraRemainderBits;
        var formats = graph.Inputs.Select((input, i) => InputFormats.Of(seen[input], [.. runs.Select(run => run.Inputs[i])], remainderBits));
        return GraphLowering.Lower(graph, [.. formats], ranges, valueBits, remainderBits);
    }
}
