using System.Text.Json.Nodes;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>The built tool, run as users run it.</summary>
internal static class Zkml
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Folder of the built tool.</summary>
    public static string ToolFolder { get; } = OutputOf("src/ZkmlGen.Tool");

    /// <summary>True if a test may fail because there is no EVM here.</summary>
    public static bool RequiresEvm { get; } = Environment.GetEnvironmentVariable("ZKML_REQUIRE_EVM") == "1";

    /// <summary>Where a project's output is.</summary>
    public static string OutputOf(string project) => Path.Combine(Root, project, "bin", Configuration, "net10.0");

    /// <summary>Runs zkml.</summary>
    public static Task<ChildResult> RunAsync(params string[] arguments) => RunInAsync(Path.GetTempPath(), arguments);

    /// <summary>Runs zkml in a folder.</summary>
    public static Task<ChildResult> RunInAsync(string folder, params string[] arguments) => RunInAsync(folder, [], arguments);

    /// <summary>Runs zkml in a folder, with these environment variables.</summary>
    public static Task<ChildResult> RunInAsync(string folder, (string Name, string Value)[] environment, params string[] arguments) =>
        Child.DotnetAsync(folder, ["exec", Path.Combine(ToolFolder, "zkml.dll"), .. arguments], environment);

    /// <summary>Runs zkml try --json, which has to succeed, and reads its object.</summary>
    public static async Task<JsonObject> TryAsync(params string[] arguments)
    {
        var result = await RunAsync(["try", "--json", .. arguments]);
        Xunit.Assert.True(result.ExitCode == 0, result.All);
        var report = JsonNode.Parse(result.LastLine)!.AsObject();
        Xunit.Assert.True((bool)report["accepted"]!, result.All);
        if (RequiresEvm && !arguments.Contains("--no-evm")) Xunit.Assert.NotNull(report["evm_accepted"]);
        if (report["evm_accepted"] is { } accepted) Xunit.Assert.True((bool)accepted, result.All);
        return report;
    }

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "ZkmlGen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return folder;
    }
}
