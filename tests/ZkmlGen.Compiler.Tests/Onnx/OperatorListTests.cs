using System.Text.RegularExpressions;
using Xunit;
using ZkmlGen.Compiler.Onnx.Operators;

namespace ZkmlGen.Compiler.Tests.Onnx;

public partial class OperatorListTests
{
    [Fact]
    public void The_page_of_unsupported_operators_lists_the_supported_ones()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "diagnostics", "ZKML1002.md"));
        var list = page[page.IndexOf("Supported operators:", StringComparison.Ordinal)..page.IndexOf("Softmax and LogSoftmax are", StringComparison.Ordinal)];
        var named = ListRegex().Matches(list).SelectMany(line => line.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(OnnxOperators.Names.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ZkmlGen.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    /// <summary>A line of names with commas.</summary>
    [GeneratedRegex(@"^\w+,.*$", RegexOptions.Multiline)]
    private static partial Regex ListRegex();
}
