using System.Text.RegularExpressions;

namespace ZkmlGen.Solidity.Tests;

/// <summary>The placeholder engine, and that template and view name the same things.</summary>
public sealed class TemplateTests
{
    private sealed record Item(string Name);

    private sealed record View(string Value, bool Yes, bool No, IReadOnlyList<object> Items, IReadOnlyList<string> Lines);

    private static readonly View Sample = new("7", true, false, [new Item("a"), new Item("b")], ["x", "y"]);

    [Theory]
    [InlineData("v = /*$Value*/0/*$*/, /*$Value*//*$*/;", "v = 7, 7;\n")]
    [InlineData("//$if Yes\nkept\n//$end\n  //$if No\nlost\n  //$end", "kept\n")]
    [InlineData("//$if Yes\n//$if No\nlost\n//$end\nkept\n//$end", "kept\n")]
    [InlineData("//$each Items\n- /*$Name*/z/*$*/\n//$end", "- a\n- b\n")]
    [InlineData("  //$text Lines\n  dummy\n  //$end\nend", "  x\n  y\nend\n")]
    public void Fills(string template, string expected) => Assert.Equal(expected, Template.Fill(template, Sample));

    [Theory]
    [InlineData("/*$Missing*/0/*$*/")]
    [InlineData("//$if Value\n//$end")]
    [InlineData("//$if Yes\nno end")]
    public void Refuses(string template) => Assert.Throws<InvalidOperationException>(() => Template.Fill(template, Sample));

    [Fact]
    public void Every_part_of_the_view_is_used()
    {
        var text = SolidityWriter.Resource("Verifier.template.sol");
        var used = Regex.Matches(text, @"/\*\$(\w+)\*/|//\$(?:if|each|text) (\w+)").Select(match => match.Groups[1].Value + match.Groups[2].Value).ToHashSet();
        foreach (var type in new[] { typeof(VerifierView), typeof(OutputView), typeof(CommitmentView), typeof(RevealRunView), typeof(KeyPointView), typeof(CompanionView) })
        {
            Assert.All(type.GetProperties(), property => Assert.Contains(property.Name, used));
        }
    }
}
