using System.Diagnostics;
using Xunit;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;
using ZkmlGen.Tests.Shared;
using ZkmlGen.Tool.Pipeline;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Faults;

/// <summary>zkml build for the sample's assembly, with an output folder and a cache of its own: to be hurt, and looked at afterwards.</summary>
internal sealed class BuildSandbox : IDisposable
{
    private static readonly string assembly = Path.Combine(Zkml.OutputOf("samples/Digits"), "Digits.dll");
    private readonly TemporaryFolder folder = new();

    public string Keys { get; init; }
    public string Cache { get; init; }
    public string this[string name] => folder[name];
    public string ModelFolder => Path.Combine(Keys, "Digits");

    public BuildSandbox() => (Keys, Cache) = (folder["keys"], folder["cache"]);

    /// <summary>Runs it; before is what bash does first.</summary>
    public async Task<ChildResult> BuildAsync(string before = ":", string? keys = null)
    {
        using var process = Start(before, keys);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it and sends it a signal after a time. False if it had ended.</summary>
    public async Task<bool> SignalAsync(string signal, TimeSpan after)
    {
        using var process = Start(":", null);
        await Task.Delay(after);
        var running = !process.HasExited;
        if (running) await Process.Start("kill", ["-s", signal, $"{process.Id}"]).WaitForExitAsync();
        await process.WaitForExitAsync();
        return running;
    }

    /// <summary>Runs it, which has to succeed; the keys then prove and verify.</summary>
    public async Task<VerifyingKey> SucceedAsync(string? keys = null)
    {
        var result = await BuildAsync(keys: keys);
        Assert.True(result.ExitCode == 0, result.All);
        var target = Path.Combine(keys ?? Keys, "Digits");
        RequireWhole(keys ?? Keys);
        var (circuit, files) = Assert.Single(CircuitAssembly.Load(assembly).Circuits());
        var host = new ZkModelHost(circuit, files, target);
        using var proof = host.Prove([new float[28 * 28]]);
        Assert.True(host.Verify(proof));
        Assert.Equal(SolidityWriter.Write(host.Verifier.Key).Source, await File.ReadAllTextAsync(Path.Combine(target, "Verifier.sol")));
        Assert.Empty(Directory.GetFiles(keys ?? Keys, "*tmp", SearchOption.AllDirectories));
        return host.Verifier.Key;
    }

    /// <summary>Every file that has its name is whole, and a stamp stands only beside whole results.</summary>
    public void RequireWhole(string? keys = null)
    {
        var target = Path.Combine(keys ?? Keys, "Digits");
        if (Find(target, ZkModelHost.ProvingKeyName) is { } proving) _ = ProvingKeyFile.Read(proving);
        if (Find(target, ZkModelHost.VerifyingKeyName) is { } verifying) _ = VerifyingKeyJson.Read(File.ReadAllText(verifying), verifying);
        if (Find(target, ZkModelHost.WeightCommitmentsName) is { } weights) _ = WeightCommitmentsJson.Read(File.ReadAllText(weights), weights);
        if (Find(keys ?? Keys, "Digits.stamp") is not null) Assert.Equal(6, Directory.GetFiles(target).Length);
        if (!Directory.Exists(Cache)) return;
        var cache = new SrsCache(Cache);
        foreach (var path in Directory.GetFiles(Cache, "*.srs"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            Assert.NotNull(cache.Load(name, (int)cache.Find(name)!.Powers));
        }
        SecurityReport.Count("faults: states looked at, no half file among them");
    }

    public void Dispose() => folder.Dispose();

    private static string? Find(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    private Process Start(string before, string? keys)
    {
        string[] command = ["-c", $"{before} && exec \"$@\"", "bash", "dotnet", "exec", Path.Combine(Zkml.ToolFolder, "zkml.dll"), "build", assembly, "--out", keys ?? Keys, "--allow-development-srs"];
        var start = new ProcessStartInfo("bash", command) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ZKML_SRS_CACHE"] = Cache;
        // Else the runtime maps its code from a file, which a limit of file sizes forbids.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }
}
