using System.Text.Json.Nodes;
using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Commands;

/// <summary>zkml bench, every measurement once.</summary>
public sealed class BenchTests
{
    private static readonly string[] Fields =
    [
        "threads", "fr_mul_ns", "fq_mul_ns", "fr_mul_scalar_ns", "ntt_2_16_ms", "ntt_2_20_ms", "msm_2_12_ms", "msm_2_16_ms", "msm_2_18_ms", "msm16_2_16_ms",
        "pairing_check_ms",
    ];

    [Fact]
    public async Task The_report_has_all_fields_and_times()
    {
        var result = await Zkml.RunAsync("bench", "--quick", "--json");
        Assert.True(result.ExitCode == 0, result.All);
        var report = JsonNode.Parse(result.LastLine)!.AsObject();
        Assert.All(["version", "cpu", "runtime", "isa"], name => Assert.NotEmpty((string)report[name]!));
        foreach (var (name, threads) in new[] { ("one", 1), ("all", Environment.ProcessorCount) })
        {
            var times = report[name]!.AsObject();
            Assert.Equal(Fields, times.Select(time => time.Key));
            Assert.Equal(threads, (int)times["threads"]!);
            Assert.All(times, time => Assert.True((double)time.Value! > 0, time.Key));
        }
    }

    [Theory]
    [InlineData("bench", "--quick")]
    [InlineData("try", "net.onnx", "--no-evm")]
    public async Task A_kernel_that_does_not_exist(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("net.onnx", SmallModel.Network());
        var result = await Zkml.RunInAsync(folder.Path, [("ZKML_FORCE_KERNEL", "mmx")], arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("ZKML4007: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("'mmx'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("scalar", result.Errors, StringComparison.Ordinal);
    }
}
