using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>A float run of the model: its inputs and outputs, of a model that shows its top class the scores.</summary>
internal sealed record ReferenceRun(IReadOnlyList<float[]> Inputs, float[][] Outputs);

/// <summary>Runs of the float model that ranges and precision are taken from.</summary>
/// <param name="Runs">Samples first, then variations of them.</param>
/// <param name="Ranges">What the runs saw of every value.</param>
/// <param name="Samples">Number of different samples.</param>
internal sealed record ReferenceRuns(IReadOnlyList<ReferenceRun> Runs, IReadOnlyDictionary<Value, ValueRange> Ranges, int Samples)
{
    private const int LeastRuns = 8;
    private const long WorkPerModel = 60_000_000;

    /// <summary>Runs the samples, or random inputs if there are none; a few variations where that costs little.</summary>
    public static ReferenceRuns Of(ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> samples)
    {
        var random = new RandomInputs();
        var affordable = (int)Math.Max(1, Math.Min(LeastRuns, WorkPerModel / Math.Max(1, ModelCounts.Macs(graph))));
        var inputs = new List<IReadOnlyList<float[]>>(samples.Select(sample => sample.Inputs));
        while (inputs.Count < affordable)
            inputs.Add(samples.Count > 0 ? random.Vary(inputs[inputs.Count - samples.Count]) : random.Sample(graph, options));
        var compared = options.Disclosure.Form == OutputForm.TopClass ? graph.Outputs.Take(1) : graph.Outputs;
        var evaluator = new FloatEvaluator(graph);
        var ranges = new Dictionary<Value, ValueRange>();
        var runs = new List<ReferenceRun>();
        foreach (var input in inputs)
        {
            var values = evaluator.Evaluate(input);
            runs.Add(new ReferenceRun(input, [.. compared.Select(output => values[output])]));
            foreach (var pair in values)
            {
                var range = ValueRange.Of(pair.Value);
                ranges[pair.Key] = ranges.TryGetValue(pair.Key, out var known) ? known.Union(range) : range;
            }
        }
        return new ReferenceRuns(runs, ranges, Math.Max(1, samples.Count));
    }

    /// <summary>True if an input has whole numbers in all samples, such as pixels from 0 to 255.</summary>
    public bool AreIntegers(int input) => Runs.Take(Samples).All(run => run.Inputs[input].All(value => value == Math.Floor(value)));

    /// <summary>
    /// Ranges for inputs that were not seen: the fewer numbers a range comes from, and the fewer samples, the more it is widened.
    /// </summary>
    public Dictionary<Value, ValueRange> Widened() => Ranges.ToDictionary(pair => pair.Key, pair => pair.Value.Times(Margin(Shapes.Count(pair.Key.Shape))));

    // The largest of n normal variables is about sqrt(2 ln n); six is what is hardly ever exceeded. Numbers of one sample have its contrast in common.
    private double Margin(int elements)
    {
        var expected = Math.Sqrt(2 * Math.Log(Math.Max(4.0, (double)elements * Samples)));
        return Math.Max(1.15, 6 / expected) * (1 + 0.5 / Samples);
    }
}
