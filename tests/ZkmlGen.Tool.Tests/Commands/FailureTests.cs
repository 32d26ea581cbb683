using System.Text.Json.Nodes;
using Xunit;
using ZkmlGen.Tests.Shared;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Commands;

/// <summary>Whatever is wrong with a model, its inputs or the command line: one sentence, a code, exit code 1.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_missing_model() => await FailsAsync("ZKML4002", "does not exist", "none.onnx");

    [Fact]
    public async Task A_truncated_model()
    {
        using var folder = new TemporaryFolder();
        await FailsAsync("ZKML1001", "net.onnx", folder.Write("net.onnx", SmallModel.Network()[..200]));
    }

    [Fact]
    public async Task An_unsupported_operator()
    {
        using var folder = new TemporaryFolder();
        var model = new OnnxBuilder().Input("x", 1, 4).NamedNode("odd \"{\n}", "Erf", ["x"], ["y"]).Output("y", 1, 4).Build();
        await FailsAsync("ZKML1002", "Erf", folder.Write("net.onnx", model));
    }

    [Fact]
    public async Task A_symbolic_dimension_needs_a_value_and_takes_it_from_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Write("net.onnx", new OnnxBuilder().Input("x", "batch", "width").Node("Relu", ["x"], ["y"]).Output("y", "batch", "width").Build());
        await FailsAsync("ZKML1004", "width", model);
        Assert.Equal(6, (await Zkml.TryAsync(model, "--no-evm", "--dim", "width=6"))["output"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_input_that_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        await FailsAsync("ZKML4001", "has 64", folder.Write("net.onnx", SmallModel.Network()), "--input", folder.Write("x.npy", NpyBytes.Floats([3], 1, 2, 3)));
    }

    [Fact]
    public async Task An_input_outside_the_calibrated_range()
    {
        using var folder = new TemporaryFolder();
        var large = folder.Write("large.npy", NpyBytes.Floats([64], [.. Enumerable.Repeat(1000f, 64)]));
        await FailsAsync("ZKML4004", "image", folder.Write("net.onnx", SmallModel.Network()), "--input", large, "--calibration", folder.Write("x.npy", SmallModel.Input()), "--no-evm");
    }

    [Fact]
    public async Task A_file_that_is_no_SRS()
    {
        using var folder = new TemporaryFolder();
        await FailsAsync("ZKML4003", "no.ptau", folder.Write("net.onnx", SmallModel.Network()), "--no-evm", "--ptau", folder.Write("no.ptau", "ptau?"));
    }

    [Theory]
    [InlineData("--bits", "40", "--bits 40")]
    [InlineData("--repeat", "0", "--repeat 0")]
    [InlineData("--dim", "width", "NAME=VALUE")]
    [InlineData("--optimize", "beauty", "beauty")]
    [InlineData("--context", "0x12", "64 hexadecimal digits")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public async Task A_senseless_command_line(string option, string value, string message)
    {
        using var folder = new TemporaryFolder();
        await FailsAsync("ZKML4007", message, folder.Write("net.onnx", SmallModel.Network()), option, value);
    }

    private static async Task FailsAsync(string code, string message, params string[] arguments)
    {
        var result = await Zkml.RunAsync(["try", "--json", .. arguments]);
        Assert.Equal(1, result.ExitCode);
        var sentence = Assert.Single(result.Errors.TrimEnd().Split('\n'));
        Assert.StartsWith(code + ": ", sentence, StringComparison.Ordinal);
        Assert.Contains(message, sentence, StringComparison.Ordinal);
        var error = JsonNode.Parse(result.LastLine)!["error"]!;
        Assert.Equal(code, (string?)error["code"]);
        Assert.Contains(message, (string?)error["message"], StringComparison.Ordinal);
    }
}
