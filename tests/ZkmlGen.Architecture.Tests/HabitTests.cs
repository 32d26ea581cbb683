using System.Text.RegularExpressions;
using Xunit;

namespace ZkmlGen.Architecture.Tests;

/// <summary>Habits that keep the tree readable: sizes, no unfinished business, a page for every diagnostic.</summary>
public sealed partial class HabitTests
{
    [Fact]
    public void Files_stay_short()
    {
        var lengths = Repository.Sources("src").Select(path => File.ReadLines(path).Count()).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 120);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, 300);
    }

    [Fact]
    public void No_line_is_left_for_later()
    {
        var words = LaterRegex();
        var left = Repository.Sources("src").Concat(Repository.Sources("samples")).Where(path => words.IsMatch(File.ReadAllText(path)));
        Assert.Empty(left);
    }

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
    {
        var used = Repository.Sources("src").SelectMany(path => IdRegex().Matches(File.ReadAllText(path))).Select(match => match.Value).Distinct().Order();
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "ZKML*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order();
        Assert.Equal(used, pages);
    }

    [Fact]
    public void Files_that_the_readme_names_exist()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var missing = LinkRegex().Matches(readme).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://") && !Path.Exists(Path.Combine(Repository.Root, link)));
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex LaterRegex();

    [GeneratedRegex(@"\bZKML\d{4}\b")]
    private static partial Regex IdRegex();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex LinkRegex();
}
