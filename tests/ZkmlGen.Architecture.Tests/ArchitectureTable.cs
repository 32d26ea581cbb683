namespace ZkmlGen.Architecture.Tests;

/// <summary>The table of docs/architecture.md: a project and those it may reference.</summary>
internal static class ArchitectureTable
{
    /// <summary>Allowed direct references by project, full names.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = Read();

    private static Dictionary<string, string[]> Read() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[1].Trim('`'),
                cells => cells[3] == "nothing" ? [] : cells[3].Split(", ").Select(name => "ZkmlGen." + name.Trim('`')).ToArray());
}
