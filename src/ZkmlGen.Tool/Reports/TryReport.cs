using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZkmlGen.Tool.Reports;

/// <summary>What <c>zkml try --json</c> prints: times in seconds, sizes in bytes. Null: not done (EVM), or not known.</summary>
internal sealed record TryReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Model { get; init; }
    public bool Accepted { get; init; }
    public bool? EvmAccepted { get; init; }
    public long? Gas { get; init; }
    public double BuildSeconds { get; init; }
    public double SetupSeconds { get; init; }
    public double WitnessSeconds { get; init; }
    public double ProveSeconds { get; init; }
    public double ProveCpuSeconds { get; init; }
    /// <summary>Once the code is compiled; the first verification after proving takes <see cref="VerifyFirstSeconds"/>.</summary>
    public double VerifySeconds { get; init; }
    public double VerifyFirstSeconds { get; init; }
    public IReadOnlyDictionary<string, double> Rounds { get; init; } = new Dictionary<string, double>();
    /// <summary>The range proof of the weights, if it was asked for.</summary>
    public WeightRangeReport? WeightRanges { get; init; }
    public long Parameters { get; init; }
    public long Macs { get; init; }
    public long Activations { get; init; }
    public int Rows { get; init; }
    public int Lanes { get; init; }
    public int Columns { get; init; }
    public int Commitments { get; init; }
    public int ValueBits { get; init; }
    public double PredictedProveSeconds { get; init; }
    public long PredictedGas { get; init; }
    public long ProofBytes { get; init; }
    public long CalldataBytes { get; init; }
    public long ProvingKeyBytes { get; init; }
    public long? VerifierCodeBytes { get; init; }
    public long PeakRssBytes { get; init; }
    public double MaxAbsError { get; init; }
    public double MaxRelError { get; init; }
    public bool ArgmaxEqual { get; init; }
    /// <summary>A flat list of numbers; for models with several outputs a list of lists.</summary>
    public required object Output { get; init; }
    public required object Expected { get; init; }
    public bool DevelopmentSrs { get; init; }
    /// <summary>Of random inputs.</summary>
    public int? Seed { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>One line for a model that can't be proved.</summary>
    public static string ErrorJson(string model, string code, string message) =>
        JsonSerializer.Serialize(new { Model = model, Error = new { Code = code, Message = message } }, Options);

    /// <summary>See <see cref="Output"/>.</summary>
    public static object Flat(IReadOnlyList<float[]> outputs) => outputs.Count == 1 ? outputs[0] : outputs;
}

/// <summary>The range proof of a model's weights: verdicts, seconds, bytes, digits of all weights, and gas of a whole transaction.</summary>
internal sealed record WeightRangeReport(bool Accepted, bool? EvmAccepted, double ProveSeconds, double VerifySeconds, long ProofBytes, long Digits, long? Gas);
