using System.Text;
using Xunit;
using ZkmlGen.Compiler;
using ZkmlGen.Tool.Inputs;

namespace ZkmlGen.Tool.Tests.Inputs;

/// <summary>input.json: flat or nested lists, one per model input.</summary>
public sealed class JsonInputsTests
{
    [Fact]
    public void Reads_flat_and_nested_lists() =>
        Assert.Equal([[1f, 2.5f, -3f], [1f, 0f, 4f]], Read("""{"input_data": [[1, 2.5, -3e0], [[[true]], [false, [4]]]], "other": 1}""").Select(tensor => tensor.Values));

    [Theory]
    [InlineData("""{"input_data": [["one"]]}""", "it holds String where a number belongs")]
    [InlineData("""{"inputs": [[1]]}""", "it has no list \"input_data\"")]
    [InlineData("""[[1]]""", "it has no list \"input_data\"")]
    [InlineData("""{"input_data": [[1""", "")]
    [InlineData("""{"input_dat\ud800": [[1]]}""", "")]
    public void Refuses_other_forms(string json, string message)
    {
        var exception = Assert.Throws<ToolException>(() => Read(json));
        Assert.Equal(DiagnosticIds.SampleFile, exception.Code);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static IReadOnlyList<Compiler.Samples.SampleTensor> Read(string json) => JsonInputs.Read(Encoding.UTF8.GetBytes(json), "input.json");
}
