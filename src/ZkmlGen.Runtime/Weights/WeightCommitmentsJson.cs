using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZkmlGen.Runtime;

/// <summary>The weight commitments of a model as a JSON file; points as on the EVM. Unknown, missing or repeated properties are errors.</summary>
public static class WeightCommitmentsJson
{
    private const string Format = "zkmlgen-weight-commitments-v1";

    /// <summary>The JSON text, with a line feed at its end; model is its name, for readers.</summary>
    public static string Write(ZkWeightCommitments weights, string model)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var file = new WeightCommitmentsFile { Format = Format, Model = model, Digest = HexText.Write(weights.Digest), Points = [.. weights.Points.Select(point => HexText.Write(point))] };
        return JsonSerializer.Serialize(file, WeightCommitmentsContext.Default.WeightCommitmentsFile) + "\n";
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and checks every point and the digest.</summary>
    /// <exception cref="InvalidDataException">The text holds no weight commitments; the message says why. source stands for the file in it.</exception>
    public static ZkWeightCommitments Read(string json, string source)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, WeightCommitmentsContext.Default.WeightCommitmentsFile) ?? throw new InvalidDataException("it is null.");
            if (file.Format != Format) throw new InvalidDataException($"its format is '{file.Format}', not '{Format}'.");
            var weights = new ZkWeightCommitments(file.Points.Select(HexText.PointOfG1));
            if (HexText.Write(weights.Digest) != file.Digest) throw new InvalidDataException("its digest does not fit its points.");
            return weights;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or FormatException)
        {
            throw new InvalidDataException($"{source} holds no weight commitments of this version: {exception.Message}", exception);
        }
    }
}

/// <summary>The properties of the file, in order.</summary>
internal sealed class WeightCommitmentsFile
{
    public required string Format { get; init; }
    public required string Model { get; init; }
    public required string Digest { get; init; }
    public required string[] Points { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(WeightCommitmentsFile))]
internal sealed partial class WeightCommitmentsContext : JsonSerializerContext;
