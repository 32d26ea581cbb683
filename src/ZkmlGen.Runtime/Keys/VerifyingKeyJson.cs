namespace ZkmlGen.Runtime;

/// <summary>The verifying key as a JSON file: hexadecimal with 0x, points as on the EVM. Unknown, missing or repeated properties are errors.</summary>
public static class VerifyingKeyJson
{
    private const string Format = "zkmlgen-verifying-key-v1";

    /// <summary>The JSON text, with a line feed at its end.</summary>
    public static string Write(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var file = new VerifyingKeyFile
        {
            Format = Format,
            Model = key.Circuit.Name,
            Srs = key.IsDevelopment ? Srs.DevelopmentWarning : null,
            Digest = HexText.Write(key.Digest),
            SrsDigest = HexText.Write(key.SrsDigest),
            TauG2 = HexText.Write(key.TauG2),
            Fixed = [.. key.Fixed.Select(point => HexText.Write(point))],
            Weights = [.. key.Weights.Select(point => HexText.Write(point))],
            Circuit = HexText.Write(key.Description),
        };
        return JsonFile.Write(file, JsonFileContext.Default.VerifyingKeyFile);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and checks every point and the digest.</summary>
    /// <exception cref="InvalidDataException">The text is no verifying key; the message says why. source stands for the file in it.</exception>
    public static VerifyingKey Read(string json, string source) => JsonFile.Read(
        json, $"{source} is no verifying key of this version", Format, JsonFileContext.Default.VerifyingKeyFile, Parse);

    private static VerifyingKey Parse(VerifyingKeyFile file)
    {
        if (file.Srs is not (null or Srs.DevelopmentWarning)) throw new InvalidDataException($"its SRS is '{file.Srs}'.");
        var key = new VerifyingKey(
            HexText.Bytes(file.Circuit), [.. file.Fixed.Select(HexText.PointOfG1)], [.. file.Weights.Select(HexText.PointOfG1)], HexText.PointOfG2(file.TauG2), file.Srs is not null);
        if (HexText.Write(key.SrsDigest) != file.SrsDigest) throw new InvalidDataException("the digest of its SRS does not fit its [tau]_2.");
        if (HexText.Write(key.Digest) != file.Digest) throw new InvalidDataException("its digest does not fit its contents.");
        if (key.Circuit.Name != file.Model) throw new InvalidDataException($"its circuit is that of '{key.Circuit.Name}', not of '{file.Model}'.");
        return key;
    }
}

/// <summary>The properties of the file, in order.</summary>
internal sealed class VerifyingKeyFile : IJsonFile
{
    public required string Format { get; init; }
    public required string Model { get; init; }
    public required string? Srs { get; init; }
    public required string Digest { get; init; }
    public required string SrsDigest { get; init; }
    public required string TauG2 { get; init; }
    public required string[] Fixed { get; init; }
    public required string[] Weights { get; init; }
    public required string Circuit { get; init; }
}
