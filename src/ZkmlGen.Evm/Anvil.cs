using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ZkmlGen.Evm;

/// <summary>What a transaction did.</summary>
/// <param name="Succeeded">It was not reverted.</param>
/// <param name="GasUsed">Gas of the whole transaction.</param>
/// <param name="Contract">Address of the contract it made, if any.</param>
/// <param name="Hash">The transaction's hash.</param>
public sealed record TransactionReceipt(bool Succeeded, long GasUsed, string? Contract, string Hash);

/// <summary>What a call returned.</summary>
/// <param name="Succeeded">It was not reverted.</param>
/// <param name="Data">The returned bytes, or the revert data.</param>
public sealed record CallResult(bool Succeeded, byte[] Data);

/// <summary>A local EVM on a free loopback port, with one unlocked account; disposing ends it.</summary>
public sealed class Anvil : IAsyncDisposable
{
    private const string Listening = "Listening on 127.0.0.1:";
    private readonly Process process;
    private string account = "";

    private Anvil(Process process, int port)
    {
        this.process = process;
        Rpc = new JsonRpc(new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>The node's process.</summary>
    public int ProcessId => process.Id;

    /// <summary>For methods that have no member here.</summary>
    public JsonRpc Rpc { get; }

    /// <summary>Starts a node with the rules of a hard fork (cancun, prague, osaka).</summary>
    /// <exception cref="EvmException">There is no anvil, or it does not come up.</exception>
    public static async Task<Anvil> StartAsync(EvmToolchain tools, string hardfork = "osaka", CancellationToken cancel = default)
    {
        var process = ChildProcess.Start(
            tools.FindAnvil(), ["--host", "127.0.0.1", "--port", "0", "--hardfork", hardfork], null, $"Set {EvmToolchain.AnvilVariable} to a working anvil.");
        try
        {
            var anvil = new Anvil(process, await ReadPortAsync(process, cancel).ConfigureAwait(false));
            anvil.account = (string)(await anvil.Rpc.CallAsync("eth_accounts", [], cancel).ConfigureAwait(false))![0]!;
            return anvil;
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    /// <summary>Makes a contract from its creation code.</summary>
    /// <exception cref="EvmException">The transaction failed: the code is over a size limit, or the constructor reverted.</exception>
    public async Task<TransactionReceipt> DeployAsync(ReadOnlyMemory<byte> creationCode, CancellationToken cancel = default)
    {
        var receipt = await SendAsync(null, creationCode, cancel).ConfigureAwait(false);
        return receipt is { Succeeded: true, Contract: not null } ? receipt : throw new EvmException("The contract could not be deployed: the transaction was reverted.");
    }

    /// <summary>Sends a transaction and waits for its receipt.</summary>
    public async Task<TransactionReceipt> SendAsync(string? to, ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        var hash = (string)(await Rpc.CallAsync("eth_sendTransaction", [Transaction(to, data)], cancel).ConfigureAwait(false))!;
        JsonNode? receipt;
        while ((receipt = await Rpc.CallAsync("eth_getTransactionReceipt", [hash], cancel).ConfigureAwait(false)) is null)
            await Task.Delay(5, cancel).ConfigureAwait(false);
        return new((string)receipt["status"]! == "0x1", Hex.Quantity(receipt["gasUsed"]), (string?)receipt["contractAddress"], hash);
    }

    /// <summary>Calls a contract without a transaction.</summary>
    public async Task<CallResult> CallAsync(string to, ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        try
        {
            return new(true, Hex.Bytes((string?)await Rpc.CallAsync("eth_call", [Transaction(to, data), "latest"], cancel).ConfigureAwait(false)));
        }
        catch (JsonRpcException exception) when (exception.ErrorData is { } revert)
        {
            return new(false, Hex.Bytes(revert));
        }
    }

    /// <summary>Gas limit that a transaction would need.</summary>
    public async Task<long> EstimateGasAsync(string to, ReadOnlyMemory<byte> data, CancellationToken cancel = default) =>
        Hex.Quantity(await Rpc.CallAsync("eth_estimateGas", [Transaction(to, data)], cancel).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        Stop(process);
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private JsonObject Transaction(string? to, ReadOnlyMemory<byte> data)
    {
        var transaction = new JsonObject { ["from"] = account, ["data"] = Hex.Data(data.Span) };
        if (to is not null) transaction["to"] = to;
        return transaction;
    }

    private static async Task<int> ReadPortAsync(Process process, CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            // Nobody reads on: the pipe must not fill up.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return int.Parse(line.AsSpan(Listening.Length), System.Globalization.CultureInfo.InvariantCulture);
        }
        throw new EvmException($"anvil did not start: {(await process.StandardError.ReadToEndAsync(cancel).ConfigureAwait(false)).Trim()}");
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }
}
