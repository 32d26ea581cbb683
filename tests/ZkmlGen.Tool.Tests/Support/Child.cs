using System.Diagnostics;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>What a program did.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Errors)
{
    private const int Shown = 3000;

    /// <summary>The end of both, for messages of failing tests.</summary>
    public string All => (Output + Errors) is var text && text.Length > Shown ? "..." + text[^Shown..] : text;

    /// <summary>The last line of the output that is not empty.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1].TrimEnd();
}

/// <summary>Runs programs.</summary>
internal static class Child
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs dotnet with arguments in a folder.</summary>
    public static async Task<ChildResult> DotnetAsync(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Set by the test host for its own process; a child must look for itself.
        start.Environment.Remove("MSBUILD_EXE_PATH");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
