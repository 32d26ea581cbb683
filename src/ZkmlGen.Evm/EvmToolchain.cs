using System.Runtime.InteropServices;

namespace ZkmlGen.Evm;

/// <summary>Where the Solidity compiler and the local EVM are: the folder of the installed npm packages and what is in it.</summary>
public sealed class EvmToolchain
{
    /// <summary>Environment variable: the path of anvil, where the npm package has none (it is for Linux on x64).</summary>
    public const string AnvilVariable = "ZKML_ANVIL";

    private const string NodeAdvice = "Contracts are compiled and run with Node.js 20 or newer: install it, or leave the EVM part out.";

    private EvmToolchain(string packages) => Packages = packages;

    /// <summary>The folder that holds package.json and node_modules.</summary>
    public string Packages { get; }

    /// <summary>Finds the packages, installing them on first use.</summary>
    /// <exception cref="EvmException">Node or npm is missing, or npm could not install the packages.</exception>
    public static async Task<EvmToolchain> GetAsync(CancellationToken cancel = default) =>
        new(await NpmPackages.InstallAsync(cancel).ConfigureAwait(false));

    /// <summary>The path of anvil: the environment variable, the npm package, or PATH, in this order.</summary>
    /// <exception cref="EvmException">There is none.</exception>
    public string FindAnvil()
    {
        if (Environment.GetEnvironmentVariable(AnvilVariable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new EvmException($"{AnvilVariable} names '{named}', which does not exist.");
        var packaged = Path.Combine(Packages, "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        if (File.Exists(packaged)) return packaged;
        var program = OperatingSystem.IsWindows() ? "anvil.exe" : "anvil";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new EvmException(
                $"The local EVM 'anvil' was not found for {RuntimeInformation.RuntimeIdentifier}: install Foundry so that anvil is on PATH, or set {AnvilVariable} to its path.");
    }

    /// <summary>Runs a script of the packages' folder.</summary>
    internal Task<string> RunNodeAsync(string script, string input, CancellationToken cancel) =>
        ChildProcess.RunAsync("node", [script], Packages, input, NodeAdvice, cancel);

    /// <summary>Runs npm in a folder.</summary>
    internal static Task RunNpmAsync(string folder, string[] arguments, CancellationToken cancel) =>
        ChildProcess.RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments, folder, "", NodeAdvice, cancel);
}
