using System.Globalization;
using System.Text.Json.Nodes;
using ZkmlGen.Evm;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>Where the gas of one call goes: by private function of the contract, precompiles apart.</summary>
internal static class GasProfile
{
    /// <summary>The part that depends on the proof: zero bytes are cheaper.</summary>
    public const string CallData = "call data";

    private const int BaseGas = 21_000;

    /// <summary>Gas by part, most expensive first; the sum is that of a transaction.</summary>
    public static async Task<IReadOnlyList<(string Part, long Gas)>> MeasureAsync(DeployedVerifier contract, string source, byte[] callData)
    {
        var call = new JsonObject { ["to"] = contract.Address, ["data"] = Hex.Data(callData), ["gas"] = "0x7a1200" };
        var options = new JsonObject { ["disableStack"] = false, ["enableMemory"] = false, ["disableStorage"] = true };
        var trace = await contract.Evm.Rpc.CallAsync("debug_traceCall", [call, "latest", options]);
        var parts = new Dictionary<string, long>
        {
            ["transaction"] = BaseGas,
            [CallData] = CallDataGas(callData),
        };
        var locations = Locations(contract.Compiled, source);
        var steps = trace!["structLogs"]!.AsArray().OfType<JsonNode>().ToArray();
        for (var k = 0; k + 1 < steps.Length; k++)
        {
            // A call's own "gasCost" counts the gas that it hands on.
            var part = Precompile(steps[k]) ?? locations[(int)steps[k]["pc"]!];
            parts[part] = parts.GetValueOrDefault(part) + (long)steps[k]["gas"]! - (long)steps[k + 1]["gas"]!;
        }
        return [.. parts.Select(part => (part.Key, part.Value)).OrderByDescending(part => part.Value)];
    }

    /// <summary>EIP-2028.</summary>
    public static long CallDataGas(byte[] callData) => callData.Sum(value => value == 0 ? 4L : 16L);

    private static string? Precompile(JsonNode step)
    {
        if ((string)step["op"]! != "STATICCALL") return null;
        var stack = step["stack"]!.AsArray();
        return long.Parse(((string)stack[^2]!)[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) switch
        {
            6 => "ecAdd",
            7 => "ecMul",
            8 => "pairing",
            _ => "calls",
        };
    }

    /// <summary>By program counter, the function of the source that the instruction belongs to.</summary>
    private static Dictionary<int, string> Locations(CompiledContract compiled, string source)
    {
        var found = new Dictionary<int, string>();
        var (start, counter) = (-1, 0);
        foreach (var entry in compiled.SourceMap.Split(';'))
        {
            if (entry.Split(':')[0] is { Length: > 0 } text) start = int.Parse(text, CultureInfo.InvariantCulture);
            if (counter >= compiled.Code.Length) break;
            found[counter] = Function(source, start);
            var code = compiled.Code[counter];
            counter += 1 + (code is >= 0x60 and <= 0x7f ? code - 0x5f : 0);
        }
        return found;
    }

    private static string Function(string source, int offset)
    {
        if (offset < 0) return "dispatch";
        const string word = "function _";
        var at = source.LastIndexOf(word, offset, StringComparison.Ordinal);
        return at < 0 ? "dispatch" : source[(at + word.Length)..source.IndexOf('(', at + word.Length)];
    }
}
