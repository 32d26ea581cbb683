using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Layout;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>A quantised program and its layout.</summary>
internal sealed record QuantisedModel(LoweredProgram Program, LayoutChoice Layout);

/// <summary>
/// Finds ranges and bit widths, and lowers the graph with them. Remainders get as many bits as values (m = B): a smaller B would need a second table.
/// </summary>
internal sealed class Quantiser
{
    private const int MinimumBits = 6;
    private const int UsualBits = 8;
    private const int MaximumBits = 15;
    private const int LargeModelBits = 10;
    private const long LargeModelMacs = 20_000_000;
    private const double AcceptedError = 0.005;
    private const double CalibratedInputMargin = 1.25;
    private const double NoGuards = double.PositiveInfinity;
    private static readonly double[] GuardRatios = [2.5, 8];

    private readonly ModelGraph graph;
    private readonly CompilerOptions options;
    private readonly ReferenceRuns reference;
    private readonly IReadOnlyDictionary<Value, ValueRange> ranges;
    private readonly double inputMargin;

    private Quantiser(ModelGraph graph, CompilerOptions options, ReferenceRuns reference, IReadOnlyDictionary<Value, ValueRange> ranges, double inputMargin)
    {
        (this.graph, this.options, this.reference, this.ranges, this.inputMargin) = (graph, options, reference, ranges, inputMargin);
        foreach (var pair in ranges)
        {
            if (!double.IsNaN(pair.Value.Magnitude) && !double.IsInfinity(pair.Value.Magnitude)) continue;
            throw new ModelException(DiagnosticIds.BadOptions,
                $"The value '{pair.Key.Name}' of the float model becomes infinite or undefined on the calibration inputs: give inputs that the model is made for.");
        }
    }

    /// <summary>The program at the chosen precision.</summary>
    /// <exception cref="ModelException">Options or samples don't fit the model, or it has no circuit.</exception>
    public static QuantisedModel Quantise(
        ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration, ICollection<ModelDiagnostic> warnings)
    {
        OptionChecks.Check(graph, options, calibration);
        var reference = ReferenceRuns.Of(graph, options, calibration);
        var sampled = new Quantiser(graph, options, reference, reference.Widened(), CalibratedInputMargin);
        if (calibration.Count > 0) return sampled.Choose(warnings);

        // Bounds that hold for all inputs, where they leave enough bits for typical values.
        var declared = new Quantiser(graph, options, reference, IntervalBounds.Of(graph, options.InputLow, options.InputHigh), 1);
        var unbounded = new List<ModelDiagnostic>();
        var bounded = declared.Choose(unbounded);
        if (unbounded.Count == 0) return bounded;
        warnings.Add(new ModelDiagnostic(DiagnosticIds.NoCalibration,
            $"Model '{graph.Name}' was quantised for random inputs between {Text(options.InputLow)} and {Text(options.InputHigh)}, because bounds for all such inputs are too wide: give calibration inputs.", false));
        return sampled.Choose(warnings);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private QuantisedModel Choose(ICollection<ModelDiagnostic> warnings) => options.ValueBits > 0 ? Fixed(options.ValueBits) : Search(warnings);

    private QuantisedModel Fixed(int bits)
    {
        var plain = Try(bits, NoGuards);
        var guarded = Try(bits, GuardRatios[0]);
        return Chosen(guarded.Error < 0.5 * plain.Error ? guarded.Program : plain.Program);
    }

    // Of the programs that agree with the float model, the one with the cheapest layout.
    private QuantisedModel Search(ICollection<ModelDiagnostic> warnings)
    {
        var least = LeastBits(NoGuards);
        var best = Chosen(least.Program);
        foreach (var ratio in GuardRatios)
        {
            // Guards are worth their cells where the table decides the number of rows, or nothing else helps.
            if (least.Error <= AcceptedError && 4 * TableRows(best) < best.Layout.Size.ActiveRows || Lower(Widths(UsualBits, ratio)).Guards == 0) break;
            var guarded = LeastBits(ratio);
            var candidate = Chosen(guarded.Program);
            var bothAgree = least.Error <= AcceptedError && guarded.Error <= AcceptedError;
            if (bothAgree ? !LayoutSearch.IsBetter(candidate.Layout.Costs, best.Layout.Costs, options.Optimize) : guarded.Error >= least.Error) continue;
            (best, least) = (candidate, guarded);
        }
        if (least.Error > AcceptedError)
        {
            var percent = (least.Error * 100).ToString("F1", CultureInfo.InvariantCulture);
            warnings.Add(new ModelDiagnostic(DiagnosticIds.Inaccurate,
                $"The quantised model '{graph.Name}' differs from the float model by {percent} % of an output's range even with {best.Program.ValueBits} bits: give calibration inputs that are typical for it.", false));
        }
        return IsLarge ? best : WithoutFineOutputs(Spare(best));
    }

    // What rounding leaves of scores does not change the class that is read from them.
    private Widths Widths(int bits, double guardRatio) => new(bits, bits, options.Disclosure.Form == OutputForm.Full, guardRatio);

    private static int TableRows(QuantisedModel model) => 1 << model.Program.ValueBits;

    private Candidate LeastBits(double guardRatio)
    {
        var bits = IsLarge ? LargeModelBits : UsualBits;
        var found = Try(bits, guardRatio);
        while (found.Error > AcceptedError && bits < MaximumBits)
        {
            bits = Math.Min(MaximumBits, bits + MissingBits(found.Error));
            if (TryWider(bits, guardRatio) is not { } wider) break;
            found = wider;
        }
        while (bits <= UsualBits && bits > MinimumBits && Try(--bits, guardRatio) is { Error: <= AcceptedError } narrower) found = narrower;
        return found;
    }

    private bool IsLarge => ModelCounts.Macs(graph) > LargeModelMacs;

    // A bit halves the error, more or less: of a large model every try counts.
    private int MissingBits(double error) =>
        !IsLarge || double.IsInfinity(error) ? 1 : Math.Max(1, (int)Math.Ceiling(Math.Log(error / AcceptedError) / Math.Log(2)));

    private Candidate Try(int bits, double guardRatio)
    {
        var program = Lower(Widths(bits, guardRatio));
        return new(program, Precision.Error(program, reference));
    }

    // More bits may ask for integers that are too large where fewer did not.
    private Candidate? TryWider(int bits, double guardRatio)
    {
        try
        {
            return Try(bits, guardRatio);
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private sealed record Candidate(LoweredProgram Program, double Error);

    private QuantisedModel Chosen(LoweredProgram program) => new(program, LayoutSearch.Choose(program, options.Optimize));

    // A larger table in rows that are there anyway takes some per cent of a proof.
    private const double SpareCosts = 1.1;

    // One bit more, where the table of the chosen layout has room for it.
    private QuantisedModel Spare(QuantisedModel chosen)
    {
        var widths = chosen.Program.Widths;
        if (widths.Value == MaximumBits || 2 * TableRows(chosen) >= chosen.Layout.Size.ActiveRows) return chosen;
        if (TryWider(widths.Value + 1, widths.GuardRatio) is not { Error: <= AcceptedError } candidate) return chosen;
        var wider = Chosen(candidate.Program);
        var costsMore = wider.Layout.Size.LogRows > chosen.Layout.Size.LogRows || wider.Layout.Costs.ProveMilliseconds > SpareCosts * chosen.Layout.Costs.ProveMilliseconds;
        return costsMore ? chosen : wider;
    }

    private QuantisedModel WithoutFineOutputs(QuantisedModel chosen)
    {
        var program = Lower(chosen.Program.Widths with { FineOutputs = false });
        return Precision.Error(program, reference) <= AcceptedError ? Chosen(program) : chosen;
    }

    private LoweredProgram Lower(Widths widths)
    {
        var formats = graph.Inputs.Select((input, i) => reference.AreIntegers(i)
            ? InputFormats.Integers(reference.Ranges[input], inputMargin, widths.Value) : InputFormats.Of(inputMargin == 1 ? ranges[input] : reference.Ranges[input], inputMargin, widths.Value));
        return GraphLowering.Lower(graph, [.. formats], ranges, widths, options.Disclosure);
    }
}
