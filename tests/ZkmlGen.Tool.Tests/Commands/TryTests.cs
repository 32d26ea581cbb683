using System.Text.Json.Nodes;
using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Commands;

/// <summary>zkml try and zkml verify on a small model of our own.</summary>
public sealed class TryTests
{
    private static readonly string[] Fields =
    [
        "model", "accepted", "evm_accepted", "gas", "build_seconds", "setup_seconds", "witness_seconds", "prove_seconds", "prove_cpu_seconds", "verify_seconds", "verify_first_seconds",
        "parameters", "macs", "activations", "rows", "lanes", "columns", "commitments", "proof_bytes", "calldata_bytes", "proving_key_bytes", "verifier_code_bytes",
        "peak_rss_bytes", "max_abs_error", "max_rel_error", "argmax_equal", "output", "expected", "rounds", "warnings",
    ];

    [Fact]
    public async Task The_report_has_all_fields_and_agrees_with_the_float_model()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Write("net.onnx", SmallModel.Network());
        var report = await Zkml.TryAsync(model, "--input", folder.Write("x.npy", SmallModel.Input()), "--repeat", "2", "--check");
        Assert.Empty(Fields.Except(report.Select(property => property.Key)));
        Assert.Equal(model, (string?)report["model"]);
        Assert.Equal(4, report["output"]!.AsArray().Count);
        Assert.InRange((double)report["max_rel_error"]!, 0, 0.01);
        Assert.True((bool)report["argmax_equal"]!);
        Assert.Equal(27 + 3 + 108 + 4, (int)report["parameters"]!);
        Assert.Contains(report["warnings"]!.AsArray(), warning => ((string)warning!).Contains("DEV SRS: DO NOT DEPLOY", StringComparison.Ordinal));
        Assert.DoesNotContain(report["warnings"]!.AsArray(), warning => ((string)warning!).Contains("ONNX Runtime", StringComparison.Ordinal));
        Assert.InRange(report["rounds"]!.AsObject().Sum(round => (double)round.Value!), 0, 2 * (double)report["prove_seconds"]!);
    }

    [Fact]
    public async Task Random_inputs_come_from_a_printed_seed()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Write("net.onnx", SmallModel.Network());
        var first = await Zkml.TryAsync(model, "--no-evm");
        Assert.Null(first["evm_accepted"]);
        var again = await Zkml.TryAsync(model, "--no-evm", "--seed", first["seed"]!.ToString());
        Assert.True(JsonNode.DeepEquals(first["expected"], again["expected"]));
        Assert.True(JsonNode.DeepEquals(first["output"], again["output"]));
    }

    [Fact]
    public async Task A_proof_file_verifies_with_its_key_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var input = folder.Write("x.npy", SmallModel.Input());
        await Zkml.TryAsync(folder.Write("a.onnx", SmallModel.Network(1)), "--input", input, "--no-evm", "--out", folder["a"]);
        await Zkml.TryAsync(folder.Write("b.onnx", SmallModel.Network(3)), "--input", input, "--no-evm", "--out", folder["b"]);
        var (proof, key) = (folder["a/proof.json"], folder["a/verifying-key.json"]);
        Assert.Contains("contract ", await File.ReadAllTextAsync(folder["a/Verifier.sol"]), StringComparison.Ordinal);

        var accepted = await Zkml.RunAsync("verify", proof, "--key", key);
        Assert.True(accepted.ExitCode == 0, accepted.All);
        Assert.StartsWith("accepted", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Zkml.RunAsync("verify", proof, "--key", folder["b/verifying-key.json"])).ExitCode);

        var forged = JsonNode.Parse(await File.ReadAllTextAsync(proof))!;
        forged["public_values"]![0] = "12345";
        Assert.Equal(2, (await Zkml.RunAsync("verify", folder.Write("forged.json", forged.ToJsonString()), "--key", key)).ExitCode);

        var broken = await Zkml.RunAsync("verify", folder.Write("broken.json", "{}"), "--key", key);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("ZKML4006: ", broken.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_input_and_a_top_class_are_in_the_words()
    {
        using var folder = new TemporaryFolder();
        var report = await Zkml.TryAsync(folder.Write("net.onnx", SmallModel.Network()), "--input", folder.Write("x.npy", SmallModel.Input()),
            "--input-visibility", "public", "--output-form", "topclass", "--check", "--out", folder["out"]);
        Assert.Single(report["output"]!.AsArray());
        Assert.True((bool)report["argmax_equal"]!);
        var verified = await Zkml.RunAsync("verify", folder["out/proof.json"], "--key", folder["out/verifying-key.json"]);
        Assert.Equal(0, verified.ExitCode);
        Assert.Equal(3, verified.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Commitments_are_verified_in_both_places()
    {
        using var folder = new TemporaryFolder();
        var report = await Zkml.TryAsync(folder.Write("net.onnx", SmallModel.Network()), "--input", folder.Write("x.npy", SmallModel.Input()),
            "--input-visibility", "committed", "--output-visibility", "committed", "--check");
        Assert.Equal(4, report["output"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_key_with_public_weights_is_checked_against_the_model()
    {
        using var folder = new TemporaryFolder();
        string[] samples = ["--calibration", folder.Write("x.npy", SmallModel.Input())];
        var (model, other) = (folder.Write("net.onnx", SmallModel.Network(1)), folder.Write("other.onnx", SmallModel.Network(3)));
        string[] input = ["--input", samples[1], "--no-evm", "--bits", "8"];
        await Zkml.TryAsync([model, .. input, "--weights-visibility", "public", "--out", folder["open"]]);
        await Zkml.TryAsync([model, .. input, "--out", folder["closed"]]);
        string[] check = ["--key", folder["open/verifying-key.json"], .. samples];
        var same = await Zkml.RunAsync(["check", model, .. check, "--bits", "8"]);
        Assert.True(same.ExitCode == 0, same.All);
        Assert.Equal(2, (await Zkml.RunAsync(["check", other, .. check, "--bits", "8"])).ExitCode);
        Assert.Contains("another circuit", (await Zkml.RunAsync(["check", model, .. check, "--bits", "9"])).Output, StringComparison.Ordinal);
        Assert.StartsWith("ZKML4006: ", (await Zkml.RunAsync("check", model, "--key", folder["closed/verifying-key.json"])).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Committed_weights_are_told_apart_by_their_digest_and_have_ranges()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--input", folder.Write("x.npy", SmallModel.Input()), "--bits", "8", "--weights-visibility", "committed", "--weight-ranges"];
        var report = await Zkml.TryAsync([folder.Write("net.onnx", SmallModel.Network(1)), .. options, "--out", folder["out"]]);
        Assert.True((bool)report["weight_ranges"]!["accepted"]!);
        await Zkml.TryAsync([folder.Write("trained.onnx", SmallModel.Network(1, 1.01f)), .. options, "--no-evm", "--out", folder["trained"]]);
        var (proof, key) = (folder["out/proof.json"], folder["out/verifying-key.json"]);
        string Weights(string of) => folder[of + "/weight-commitments.json"];

        var open = await Zkml.RunAsync("verify", proof, "--key", key);
        Assert.Equal(0, open.ExitCode);
        Assert.Contains("a key of any weights", open.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Zkml.RunAsync("verify", proof, "--key", key, "--weights", Weights("out"))).ExitCode);
        Assert.Equal(2, (await Zkml.RunAsync("verify", proof, "--key", key, "--weights", Weights("trained"))).ExitCode);

        // A little more training leaves the circuit as it is: one key and one contract for both.
        Assert.Equal(await File.ReadAllTextAsync(folder["out/Verifier.sol"]), await File.ReadAllTextAsync(folder["trained/Verifier.sol"]));
        Assert.Equal(0, (await Zkml.RunAsync("verify", folder["trained/proof.json"], "--key", key, "--weights", Weights("trained"))).ExitCode);

        string[] ranges = ["weights", "verify", folder["out/weight-ranges.json"], "--key", key];
        var accepted = await Zkml.RunAsync([.. ranges, "--weights", Weights("out")]);
        Assert.True(accepted.ExitCode == 0, accepted.All);
        Assert.StartsWith("accepted: weights 0x", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Zkml.RunAsync([.. ranges, "--weights", Weights("trained")])).ExitCode);
        Assert.Equal(2, (await Zkml.RunAsync([.. ranges, "--weights", Weights("out"), "--context", "0x" + new string('a', 64)])).ExitCode);
        Assert.Contains("--weights", (await Zkml.RunAsync(ranges)).Errors, StringComparison.Ordinal);
        Assert.StartsWith("ZKML", (await Zkml.RunAsync(["weights", "verify", folder.Write("broken.json", "{}"), "--key", key, "--weights", Weights("out")])).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_for_a_context_is_accepted_for_no_other()
    {
        using var folder = new TemporaryFolder();
        var (context, other) = ("0x" + new string('a', 64), "0x" + new string('b', 64));
        await Zkml.TryAsync(folder.Write("net.onnx", SmallModel.Network()), "--context", context, "--out", folder["out"]);
        string[] verify = ["verify", folder["out/proof.json"], "--key", folder["out/verifying-key.json"]];
        Assert.Equal(0, (await Zkml.RunAsync([.. verify, "--context", context])).ExitCode);
        foreach (var result in new[] { await Zkml.RunAsync(verify), await Zkml.RunAsync([.. verify, "--context", other]) })
        {
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(context, result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Inspect_shows_layers_and_cost()
    {
        using var folder = new TemporaryFolder();
        var result = await Zkml.RunAsync("inspect", folder.Write("net.onnx", SmallModel.Network()));
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("conv", result.Output, StringComparison.Ordinal);
        Assert.Contains("parameters 142", result.Output, StringComparison.Ordinal);
        Assert.Contains("gas", result.Output, StringComparison.Ordinal);
    }
}
