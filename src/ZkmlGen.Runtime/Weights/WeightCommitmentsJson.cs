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
        return JsonFile.Write(file, JsonFileContext.Default.WeightCommitmentsFile);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and checks every point and the digest.</summary>
    /// <exception cref="InvalidDataException">The text holds no weight commitments; the message says why. source stands for the file in it.</exception>
    public static ZkWeightCommitments Read(string json, string source) => JsonFile.Read(
        json, $"{source} holds no weight commitments of this version", Format, JsonFileContext.Default.WeightCommitmentsFile, Parse);

    private static ZkWeightCommitments Parse(WeightCommitmentsFile file)
    {
        var weights = new ZkWeightCommitments(file.Points.Select(HexText.PointOfG1));
        return HexText.Write(weights.Digest) == file.Digest ? weights : throw new InvalidDataException("its digest does not fit its points.");
    }
}

/// <summary>The properties of the file, in order.</summary>
internal sealed class WeightCommitmentsFile : IJsonFile
{
    public required string Format { get; init; }
    public required string Model { get; init; }
    public required string Digest { get; init; }
    public required string[] Points { get; init; }
}
