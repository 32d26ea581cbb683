using System.ComponentModel;
using System.Diagnostics;

namespace ZkmlGen.Evm;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program with redirected streams.</summary>
    /// <exception cref="EvmException">It can't be started; the message ends with <paramref name="advice"/>.</exception>
    public static Process Start(string program, IEnumerable<string> arguments, string? folder, string advice)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new EvmException($"'{program}' can't be started ({exception.Message}). {advice}", exception);
        }
    }

    /// <summary>Runs a program with a text on its input; its output.</summary>
    /// <exception cref="EvmException">It can't be started, or its exit code is not 0.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, string folder, string input, string advice, CancellationToken cancel)
    {
        using var process = Start(program, arguments, folder, advice);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel).ConfigureAwait(false);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            if (process.ExitCode == 0) return await output.ConfigureAwait(false);
            throw new EvmException($"'{program} {string.Join(' ', arguments)}' failed with exit code {process.ExitCode}. {advice}\n{await errors.ConfigureAwait(false)}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
