using System.Text.RegularExpressions;
using Xunit;

namespace ZkmlGen.Architecture.Tests;

/// <summary>docs/security.md names tests that exist.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string[] sources = [.. Repository.Sources("tests").Select(File.ReadAllText)];

    [Fact]
    public void Named_tests_exist()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[3]);
        var names = rows.SelectMany(cell => NameRegex().Matches(cell)).ToArray();
        Assert.InRange(names.Length, 20, int.MaxValue);
        Assert.Empty(names.Where(name => !Exists(name.Groups[1].Value, name.Groups[2].Value)).Select(name => name.Value));
    }

    /// <summary>A class, and a method in its file; a suite that runs for different times has its methods in a base class beside it.</summary>
    private static bool Exists(string type, string method) =>
        sources.Any(source => Regex.IsMatch(source, $@"\bclass {type}\b") && (method.Length == 0 || Regex.IsMatch(source, $@"\bpublic \S.* {method}\(")));

    [GeneratedRegex(@"`(\w+)(?:\.(\w+))?`")]
    private static partial Regex NameRegex();
}
