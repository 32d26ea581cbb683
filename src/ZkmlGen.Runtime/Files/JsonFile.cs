using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZkmlGen.Runtime;

/// <summary>What all JSON files say first.</summary>
internal interface IJsonFile
{
    string Format { get; }
}

/// <summary>The JSON files beside a model's keys. Unknown, missing or repeated properties are errors.</summary>
internal static class JsonFile
{
    /// <summary>The text, with a line feed at its end.</summary>
    public static string Write<TFile>(TFile file, JsonTypeInfo<TFile> type) => JsonSerializer.Serialize(file, type) + "\n";

    /// <summary>Reads a text of a format, and makes of it what it stands for.</summary>
    /// <param name="json">The text.</param>
    /// <param name="fault">What to say if it is none, before the reason.</param>
    /// <param name="format">The format.</param>
    /// <param name="type">Its properties.</param>
    /// <param name="parse">May throw InvalidDataException or FormatException.</param>
    /// <exception cref="InvalidDataException">The text is none of the format, or what it holds is wrong; the message says why.</exception>
    public static T Read<TFile, T>(string json, string fault, string format, JsonTypeInfo<TFile> type, Func<TFile, T> parse)
        where TFile : class, IJsonFile
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException("it is null.");
            if (file.Format != format) throw new InvalidDataException($"its format is '{file.Format}', not '{format}'.");
            return parse(file);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or FormatException)
        {
            throw new InvalidDataException($"{fault}: {exception.Message}", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(VerifyingKeyFile))]
[JsonSerializable(typeof(WeightCommitmentsFile))]
[JsonSerializable(typeof(WeightRangeFile))]
internal sealed partial class JsonFileContext : JsonSerializerContext;
