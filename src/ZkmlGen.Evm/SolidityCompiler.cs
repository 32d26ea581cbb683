using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZkmlGen.Evm;

/// <summary>A compiled contract.</summary>
/// <param name="CreationCode">Code to deploy.</param>
/// <param name="Code">Code on the chain.</param>
/// <param name="Abi">The interface, JSON.</param>
/// <param name="SourceMap">solc's source map of <paramref name="Code"/>.</param>
/// <param name="Warnings">What the compiler warns of, formatted.</param>
public sealed record CompiledContract(byte[] CreationCode, byte[] Code, string Abi, string SourceMap, IReadOnlyList<string> Warnings);

/// <summary>The Solidity compiler, with a cache of its results by the digest of its input.</summary>
public sealed class SolidityCompiler(EvmToolchain tools)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Compiles one file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="contract">Name of the contract in it.</param>
    /// <param name="settings">The settings of solc's standard JSON; what is put out is chosen here.</param>
    /// <param name="cancel">Ends the compiler.</param>
    /// <exception cref="EvmException">Node is missing, or the source has errors.</exception>
    public async Task<CompiledContract> CompileAsync(string source, string contract, string settings, CancellationToken cancel = default)
    {
        var output = await RunAsync(StandardInput(source, settings).ToJsonString(), cancel).ConfigureAwait(false);
        var messages = output["errors"]?.AsArray() ?? [];
        var errors = messages.Where(message => (string?)message!["severity"] == "error").Select(Format).ToArray();
        if (errors.Length > 0) throw new EvmException($"solc rejects {contract}: {string.Join('\n', errors)}");
        var result = output["contracts"]!["source.sol"]![contract] ?? throw new EvmException($"The source has no contract {contract}.");
        var code = result["evm"]!["deployedBytecode"]!;
        return new(
            Hex.Bytes((string?)result["evm"]!["bytecode"]!["object"]),
            Hex.Bytes((string?)code["object"]),
            result["abi"]!.ToJsonString(Indented),
            (string)code["sourceMap"]!,
            [.. messages.Select(Format)]);
    }

    private static string Format(JsonNode? message) => (string?)message!["formattedMessage"] ?? (string)message["message"]!;

    private static JsonObject StandardInput(string source, string settings)
    {
        var options = JsonNode.Parse(settings)!.AsObject();
        options["outputSelection"] = new JsonObject
        {
            ["*"] = new JsonObject { ["*"] = new JsonArray("abi", "evm.bytecode.object", "evm.deployedBytecode.object", "evm.deployedBytecode.sourceMap") },
        };
        return new()
        {
            ["language"] = "Solidity",
            ["sources"] = new JsonObject { ["source.sol"] = new JsonObject { ["content"] = source } },
            ["settings"] = options,
        };
    }

    private async Task<JsonNode> RunAsync(string input, CancellationToken cancel)
    {
        // The packages' folder is named after the lock file's digest: it stands for the compiler's version.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(tools.Packages) + input));
        var cached = EvmCache.Folder(Path.Combine("solc", Convert.ToHexStringLower(digest) + ".json"));
        if (ReadCached(cached) is { } known) return known;
        var output = await tools.RunNodeAsync("compile.js", input, cancel).ConfigureAwait(false);
        var parsed = JsonNode.Parse(output)!;
        WriteCached(cached, output);
        return parsed;
    }

    /// <summary>Null if there is no entry, or none that can be read.</summary>
    private static JsonNode? ReadCached(string path)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void WriteCached(string path, string output)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(unfinished, output);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The result is at hand; only the next run will compile again.
            File.Delete(unfinished);
        }
    }
}
