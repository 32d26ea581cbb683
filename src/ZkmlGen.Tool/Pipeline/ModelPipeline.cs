using System.Diagnostics;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>What <c>zkml try</c> is asked to do.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Inputs">Files with the input; none: random.</param>
/// <param name="Calibration">Files with typical inputs; none: the input itself.</param>
/// <param name="Options">The compiler's.</param>
/// <param name="Context">What the proof is bound to.</param>
/// <param name="Ptau">An SRS file, or null.</param>
/// <param name="Seed">Of random inputs.</param>
/// <param name="Repeat">Number of proofs.</param>
/// <param name="Evm">Also verify on an EVM.</param>
/// <param name="Check">Also check the constraints row by row.</param>
/// <param name="WeightRanges">Also prove the ranges of the weights.</param>
/// <param name="Output">A folder for proof, keys and contract, or null.</param>
internal sealed record TrySettings(
    string Model, IReadOnlyList<string> Inputs, IReadOnlyList<string> Calibration, CompilerOptions Options, ZkContext Context, string? Ptau, int Seed, int Repeat, bool Evm, bool Check, bool WeightRanges, string? Output);

/// <summary>The whole path for one model file: import, compile, generate, load, set up, prove, verify, EVM, compare.</summary>
internal sealed class ModelPipeline(TrySettings settings, Action<string> tell)
{
    private readonly List<string> warnings = [];

    /// <summary>Runs all stages.</summary>
    public async Task<TryReport> RunAsync()
    {
        ProverWarmup.Start();
        var ((model, sample), build) = Timed(Build);
        tell($"built {Describe(model.Compiled)} in {build:0.00} s");
        // What the compilers leave is not the prover's memory.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        ProverWarmup.Start(model.Circuit);
        var (keys, setup) = Timed(() => KeyStage.Setup(model.Circuit, model.Files, settings.Ptau, warnings.Add));
        if (keys.Verifying.IsDevelopment) warnings.Add(Srs.DevelopmentWarning);
        tell($"made keys in {setup:0.00} s");
        if (settings.Check) Check(model, sample);
        using var prover = new ZkProver(model.Circuit, model.Files, keys.Proving);
        var prove = ProveStage.Run(prover, sample.Inputs, settings.Context, settings.Repeat);
        tell($"proved in {prove.Seconds:0.000} s");
        var verify = VerifyStage.Run(keys.Verifying, prove.Proof, settings.Context);
        var peak = ProcessUse.PeakBytes;
        if (settings.Output is { } folder) Save(folder, keys, prove.Proof);
        var ranges = settings.WeightRanges ? await RangesAsync(model, keys) : null;
        var evm = settings.Evm ? await EvmAsync(keys.Verifying, EvmStage.Calldata(prove.Proof)) : null;
        var reference = FloatReference.Run(model.Source, sample, settings.Options.Disclosure.Form);
        if (reference.Warning is not null) warnings.Add(reference.Warning);
        var agreement = Agreement.Of(prove.Proof.Outputs, reference.Outputs);
        return Sizes(model, keys.Verifying) with
        {
            Accepted = verify.Accepted,
            EvmAccepted = evm?.Accepted,
            Gas = evm?.Gas,
            VerifierCodeBytes = evm?.CodeBytes,
            CalldataBytes = EvmStage.Calldata(prove.Proof).Length,
            BuildSeconds = build,
            SetupSeconds = setup,
            WitnessSeconds = prove.WitnessSeconds,
            ProveSeconds = prove.Seconds,
            ProveCpuSeconds = prove.CpuSeconds,
            VerifySeconds = verify.Seconds,
            VerifyFirstSeconds = verify.FirstSeconds,
            Rounds = prove.Rounds,
            WeightRanges = ranges,
            ProofBytes = prove.Proof.Bytes.Length,
            ProvingKeyBytes = ProvingKeyFile.LengthOf(keys.Proving),
            PeakRssBytes = peak,
            MaxAbsError = agreement.MaxAbsError,
            MaxRelError = agreement.MaxRelError,
            ArgmaxEqual = settings.Options.Disclosure.Form == OutputForm.TopClass ? agreement.MaxAbsError == 0 : agreement.ArgmaxEqual,
            Output = TryReport.Flat(prove.Proof.Outputs),
            Expected = TryReport.Flat(reference.Outputs),
        };
    }

    private async Task<WeightRangeReport> RangesAsync(BuiltModel model, KeyPair keys)
    {
        var (proof, prove) = Timed(() => WeightRangeStage.Prove(model.Circuit, model.Files, keys.Proving, settings.Ptau, settings.Context, warnings.Add));
        if (settings.Output is { } folder) Artifacts.WriteText(Path.Combine(folder, WeightRangeStage.FileName), WeightRangeJson.Write(proof, keys.Verifying.Circuit.Name));
        var weights = ZkWeightCommitments.Of(keys.Proving);
        var (refusal, verify) = Timed(() => WeightRangeStage.Verify(proof, keys.Verifying, weights, settings.Ptau, settings.Context, warnings.Add));
        tell($"proved the ranges of the weights in {prove:0.00} s");
        var rangeKey = WeightRangeStage.Key(keys.Verifying.Circuit, proof.Ranges, settings.Ptau, warnings.Add);
        var evm = settings.Evm ? await EvmAsync(rangeKey, EvmStage.Calldata(proof.Bytes.Span, WeightRangeProof.PublicValues(keys.Verifying.Circuit, weights), settings.Context)) : null;
        return new(refusal is null, evm?.Accepted, prove, verify, proof.Bytes.Length, proof.Ranges.Cells(keys.Verifying.Circuit.Size.WeightColumns), evm?.Gas);
    }

    private (BuiltModel Model, CalibrationSample Sample) Build()
    {
        var source = ModelSource.Load(settings.Model, settings.Options.Dimensions);
        var samples = settings.Inputs.Count > 0
            ? InputFiles.Read(source.Graph, settings.Inputs)
            : [InputFiles.Random(source.Graph, settings.Seed, settings.Options.InputLow, settings.Options.InputHigh)];
        if (samples.Count > 1) warnings.Add($"The input files hold {samples.Count} samples; the first is proved.");
        var calibration = settings.Calibration.Count > 0 ? InputFiles.Read(source.Graph, settings.Calibration) : samples;
        var model = BuiltModel.Build(source, settings.Options, calibration);
        warnings.AddRange(model.Warnings.Select(warning => $"{warning.Id}: {warning.Message}"));
        return (model, samples[0]);
    }

    private void Check(BuiltModel model, CalibrationSample sample)
    {
        var faults = ConstraintChecker.Check(model.Circuit, model.Files, [.. sample.Inputs]);
        if (faults.Count > 0) throw new ToolException(DiagnosticIds.Internal, string.Join(" ", faults.Take(3)) + " Please report it.");
        tell("all constraints hold, row by row");
    }

    private async Task<EvmStage?> EvmAsync(VerifyingKey key, byte[] call)
    {
        try
        {
            return await EvmStage.RunAsync(key, call);
        }
        catch (EvmException exception)
        {
            warnings.Add($"{DiagnosticIds.Evm}: {exception.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    private TryReport Sizes(BuiltModel model, VerifyingKey key) => new()
    {
        Model = settings.Model,
        Parameters = model.Compiled.Statistics.Parameters,
        Macs = model.Compiled.Statistics.Macs,
        Activations = model.Compiled.Statistics.Activations,
        Rows = key.Circuit.Size.Rows,
        Lanes = key.Circuit.Size.Lanes,
        Columns = key.Columns.Sent + key.Columns.Fixed + key.Circuit.Size.WeightColumns,
        Commitments = key.Columns.Sent + 2,
        ValueBits = key.Circuit.Ranges.ValueBits,
        PredictedProveSeconds = model.Compiled.Costs.ProveMilliseconds / 1000,
        PredictedGas = model.Compiled.Costs.VerifyGas,
        DevelopmentSrs = key.IsDevelopment,
        Seed = settings.Inputs.Count == 0 ? settings.Seed : null,
        Warnings = warnings,
        Output = "",
        Expected = "",
    };

    private static void Save(string folder, KeyPair keys, ZkProof proof)
    {
        Artifacts.Write(folder, keys);
        Artifacts.WriteText(Path.Combine(folder, "proof.json"), ProofFile.Write(proof));
    }

    private static string Describe(CompiledModel compiled) =>
        $"{compiled.Statistics.Parameters:N0} parameters, {compiled.Statistics.Activations:N0} activations, {compiled.Circuit.Size.Rows} rows of {compiled.Circuit.Size.Lanes} lanes";

    private static (T Result, double Seconds) Timed<T>(Func<T> stage)
    {
        var start = Stopwatch.GetTimestamp();
        return (stage(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
