namespace ZkmlGen.Runtime;

/// <summary>A <see cref="WeightRangeProof"/> as a JSON file; the proof in hexadecimal with 0x. Unknown, missing or repeated properties are errors.</summary>
public static class WeightRangeJson
{
    private const string Format = "zkmlgen-weight-ranges-v1";

    /// <summary>The JSON text, with a line feed at its end; model is its name, for readers.</summary>
    public static string Write(WeightRangeProof proof, string model)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var file = new WeightRangeFile
        {
            Format = Format,
            Model = model,
            DigitBits = proof.Ranges.DigitBits,
            LogRows = proof.Ranges.LogRows,
            Ranges = [.. proof.Ranges.Items.Select(range => new WeightRangeEntry { FirstRow = range.First, Rows = range.Rows, Digits = range.Digits })],
            Proof = HexText.Write(proof.Bytes.Span),
        };
        return JsonFile.Write(file, JsonFileContext.Default.WeightRangeFile);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; whether the proof holds is another question.</summary>
    /// <exception cref="InvalidDataException">The text is no range proof; the message says why. source stands for the file in it.</exception>
    public static WeightRangeProof Read(string json, string source) => JsonFile.Read(
        json, $"{source} is no range proof of weights of this version", Format, JsonFileContext.Default.WeightRangeFile, Parse);

    private static WeightRangeProof Parse(WeightRangeFile file)
    {
        var ranges = file.Ranges.Select(range => new WeightRange(range.FirstRow, range.Rows, range.Digits));
        return new(new WeightRanges(file.DigitBits, file.LogRows, ranges.ToArray()), HexText.Bytes(file.Proof));
    }
}

/// <summary>The properties of the file, in order.</summary>
internal sealed class WeightRangeFile : IJsonFile
{
    public required string Format { get; init; }
    public required string Model { get; init; }
    public required int DigitBits { get; init; }
    public required int LogRows { get; init; }
    public required WeightRangeEntry[] Ranges { get; init; }
    public required string Proof { get; init; }
}

internal sealed class WeightRangeEntry
{
    public required int FirstRow { get; init; }
    public required int Rows { get; init; }
    public required int Digits { get; init; }
}
