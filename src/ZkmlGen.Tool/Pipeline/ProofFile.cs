using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Inputs;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>A proof with its public words and its context as a JSON file: the proof and the context in hexadecimal with 0x, the words decimal.</summary>
internal sealed record ProofFile(string Proof, IReadOnlyList<string> PublicValues, string Context)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The text of a proof.</summary>
    public static string Write(ZkProof proof) => JsonSerializer.Serialize(
        new ProofFile(
            "0x" + Convert.ToHexStringLower(proof.Bytes.Span), [.. proof.PublicValues.Select(value => value.ToString(CultureInfo.InvariantCulture))], proof.Context.ToString()),
        Options) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static (byte[] Proof, BigInteger[] PublicValues, ZkContext Context) Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ProofFile>(UserFile.Read(path), Options);
            if (file is { Proof: not null, PublicValues: not null } && file.Proof.StartsWith("0x", StringComparison.Ordinal) && ZkContext.TryParse(file.Context, out var context))
                return (Convert.FromHexString(file.Proof.AsSpan(2)), [.. file.PublicValues.Select(Word)], context);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            throw Broken(path, exception);
        }
        throw Broken(path, null);
    }

    /// <summary>A word has 256 bits; the time to read a decimal number grows faster than its length.</summary>
    private static BigInteger Word(string? digits) =>
        digits is { Length: <= 78 } ? BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : throw new FormatException("A public word is no number of 256 bits.");

    private static ToolException Broken(string path, Exception? inner) =>
        new(DiagnosticIds.Proof, $"'{path}' is no proof file (an object with \"proof\" in hexadecimal, \"public_values\" and \"context\").", inner);
}
