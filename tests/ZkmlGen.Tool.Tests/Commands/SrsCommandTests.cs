using System.Text.RegularExpressions;
using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Commands;

/// <summary>zkml srs, and the digests that keys and contracts show.</summary>
public sealed partial class SrsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_development_SRS_says_so_at_every_stage()
    {
        var file = folder["dev.srs"];
        var made = await SucceedAsync("srs", "new", file, "--power", "11");
        Assert.Contains("development. DEV SRS: DO NOT DEPLOY", made, StringComparison.Ordinal);
        Assert.Equal(made, await SucceedAsync("srs", "info", file));
        Assert.StartsWith(made, await SucceedAsync("srs", "verify", file), StringComparison.Ordinal);
        Assert.Equal(made, await SucceedAsync("srs", "import", file));
        Assert.Equal(made, await SucceedAsync("srs", "info", Digest(made)));
        var output = await ProveAsync(Digest(made));
        Assert.Contains("DEV SRS: DO NOT DEPLOY", output.Contract, StringComparison.Ordinal);
        Assert.Contains("DEV SRS: DO NOT DEPLOY", output.Key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "kind    ceremony\n")]
    [InlineData(true, "kind    ceremony, prepared for phase 2\n")]
    public async Task A_ceremony_is_known_by_one_digest_from_its_file_to_the_contract(bool prepared, string kind)
    {
        var file = folder.Write("powers.ptau", PtauBytes.Of(11, prepared));
        var info = await SucceedAsync("srs", "info", file);
        Assert.Contains("power   11 (4095 powers of tau)", info, StringComparison.Ordinal);
        Assert.Contains(kind, info, StringComparison.Ordinal);
        Assert.Contains("all powers are those of one tau", await SucceedAsync("srs", "verify", file), StringComparison.Ordinal);
        var output = await ProveAsync(file);
        Assert.Contains($"bytes32 public constant SRS_DIGEST = {Digest(info)};", output.Contract, StringComparison.Ordinal);
        Assert.Contains(Digest(info), output.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("DEV SRS", output.Contract + output.Key, StringComparison.Ordinal);

        // The file is known by its tau now: its powers are neither read nor checked again.
        await SucceedAsync("srs", "import", file);
        var damaged = await File.ReadAllBytesAsync(file);
        damaged.AsSpan(12 + 44 + 12 + 12 + 640, 64).Clear();
        folder.Write("powers.ptau", damaged);
        Assert.Contains("no SRS", (await FailAsync("srs", "verify", file)).Errors, StringComparison.Ordinal);
        await ProveAsync(file);
        await ProveAsync(Digest(info));
    }

    [Fact]
    public async Task What_cannot_be_used_is_named()
    {
        var cut = folder.Write("cut.ptau", PtauBytes.Of(6)[..9000]);
        foreach (var action in new[] { "verify", "info", "import" })
        {
            Assert.StartsWith("ZKML4003: The SRS '", (await FailAsync("srs", action, cut)).Errors, StringComparison.Ordinal);
            Assert.StartsWith("ZKML4003: The SRS '", (await FailAsync("srs", action, folder["none"])).Errors, StringComparison.Ordinal);
        }
        var unknown = "0x" + new string('5', 64);
        Assert.Contains("zkml srs import", (await FailAsync("srs", "info", unknown)).Errors, StringComparison.Ordinal);
        Assert.StartsWith("ZKML4007: --power 40", (await FailAsync("srs", "new", folder["x"], "--power", "40")).Errors, StringComparison.Ordinal);
        var model = folder.Write("net.onnx", SmallModel.Network());
        Assert.Contains("has power 6, that is 127 powers", (await FailAsync("try", model, "--no-evm", "--ptau", folder.Write("small.ptau", PtauBytes.Of(6)))).Errors, StringComparison.Ordinal);
        Assert.Contains(unknown, (await FailAsync("try", model, "--no-evm", "--ptau", unknown)).Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*tmp", SearchOption.AllDirectories));
    }

    /// <summary>With bits and seed the circuit is the same each time: 2^11 powers suffice.</summary>
    private async Task<(string Contract, string Key)> ProveAsync(string srs)
    {
        await SucceedAsync("try", folder.Write("net.onnx", SmallModel.Network()), "--no-evm", "--bits", "9", "--seed", "1", "--ptau", srs, "--out", folder["out"]);
        return (await File.ReadAllTextAsync(folder["out/Verifier.sol"]), await File.ReadAllTextAsync(folder["out/verifying-key.json"]));
    }

    private Task<ChildResult> RunAsync(string[] arguments) =>
        Child.DotnetAsync(folder.Path, ["exec", Path.Combine(Zkml.ToolFolder, "zkml.dll"), .. arguments], ("ZKML_SRS_CACHE", folder["cache"]));

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result.Output;
    }

    private async Task<ChildResult> FailAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 1, result.All);
        return result;
    }

    private static string Digest(string info) => DigestRegex().Match(info).Value;

    [GeneratedRegex("0x[0-9a-f]{64}")]
    private static partial Regex DigestRegex();
}
