using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZkmlGen.Evm;

/// <summary>A JSON-RPC 2.0 client over HTTP.</summary>
public sealed class JsonRpc(Uri endpoint) : IDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromMinutes(5) };
    private int calls;

    /// <summary>The result of a call.</summary>
    /// <exception cref="JsonRpcException">The node answered with an error.</exception>
    /// <exception cref="EvmException">The node can't be reached or its answer is no JSON-RPC.</exception>
    public async Task<JsonNode?> CallAsync(string method, JsonArray parameters, CancellationToken cancel = default)
    {
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = Interlocked.Increment(ref calls),
            ["method"] = method,
            ["params"] = parameters,
        };
        var answer = await PostAsync(request, cancel).ConfigureAwait(false);
        if (answer["error"] is JsonObject error)
            throw new JsonRpcException(method, (string?)error["message"] ?? "unknown error", (error["data"] as JsonValue)?.ToString());
        return answer["result"];
    }

    private async Task<JsonObject> PostAsync(JsonObject request, CancellationToken cancel)
    {
        try
        {
            using var response = await client.PostAsJsonAsync(endpoint, request, cancel).ConfigureAwait(false);
            return await response.Content.ReadFromJsonAsync<JsonObject>(cancel).ConfigureAwait(false)
                ?? throw new EvmException($"The node at {endpoint} sent an empty answer.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new EvmException($"The node at {endpoint} gave no usable answer: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

/// <summary>An error that a node reports.</summary>
public sealed class JsonRpcException(string method, string reason, string? data) : Exception($"{method}: {reason}")
{
    /// <summary>Hex data that came with the error: the revert data of a call.</summary>
    public string? ErrorData { get; } = data;
}
