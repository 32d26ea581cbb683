using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;
using ZkmlGen.Runtime;
using ZkmlGen.Tests.Shared;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Faults;

/// <summary>What happens to a build step happens without a half-written file, and the next build makes it good.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow), SupportedOSPlatform("linux")]
public sealed class BuildFaultTests
{
    private const int Kills = 18;
    private static readonly string[] Signals = ["KILL", "TERM", "INT"];

    /// <summary>In KB: of nothing, of a part of the cache's file, of a part of the keys.</summary>
    private static readonly int[] FileLimits = [10, 40, 100, 260, 300, 330, 500];

    /// <summary>In MB, of all memory: the runtime starts with the least of them, or nearly, and a build succeeds with the most, or nearly.</summary>
    private static readonly int[] MemoryLimits = [600, 650, 700, 750, 800, 900];

    [LinuxFact]
    public async Task A_file_that_cannot_grow_is_an_error_and_the_next_build_succeeds()
    {
        foreach (var limit in FileLimits)
        {
            using var sandbox = new BuildSandbox();
            var result = await sandbox.BuildAsync($"trap '' XFSZ && ulimit -f {limit}");
            Assert.Equal(1, result.ExitCode);
            Assert.StartsWith("zkml : error ZKML4002: A file in '", result.Errors, StringComparison.Ordinal);
            sandbox.RequireWhole();
            Assert.False(File.Exists(Path.Combine(sandbox.Keys, "Digits.stamp")));
            await sandbox.SucceedAsync();
            SecurityReport.Count("faults: disk full at some byte, then a clean retry");
        }
    }

    [LinuxFact]
    public async Task Killed_at_any_time_it_leaves_whole_files_and_the_next_build_succeeds()
    {
        var duration = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            using var whole = new BuildSandbox();
            var start = Stopwatch.GetTimestamp();
            await whole.BuildAsync();
            duration = TimeSpan.FromTicks(Math.Min(duration.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        var random = new Random(7);
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            using var sandbox = new BuildSandbox();
            if (await sandbox.SignalAsync(Signals[i % Signals.Length], duration * (0.3 + 0.8 * (i + random.NextDouble()) / Kills))) killed++;
            sandbox.RequireWhole();
            await sandbox.SucceedAsync();
        }
        Assert.InRange(killed, Kills / 3, Kills);
        SecurityReport.Count("faults: killed while building, then a clean retry", killed);
    }

    [LinuxFact]
    public async Task Builds_at_once_on_one_cache_have_one_SRS()
    {
        using var sandbox = new BuildSandbox();
        string[] folders = [.. Enumerable.Range(0, 4).Select(i => sandbox[$"keys{i}"])];
        var results = await Task.WhenAll(folders.Select(folder => sandbox.BuildAsync(keys: folder)));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.All));
        List<VerifyingKey> keys = [];
        foreach (var folder in folders) keys.Add(await sandbox.SucceedAsync(folder));
        Assert.All(keys, key => Assert.Equal(keys[0].SrsDigest, key.SrsDigest));
        Assert.All(keys, key => Assert.Equal(keys[0].Fixed, key.Fixed));
        SecurityReport.Count("faults: builds at once on one cache", folders.Length);
    }

    [LinuxFact]
    public async Task Builds_at_once_into_one_folder_make_its_files_once()
    {
        using var sandbox = new BuildSandbox();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sandbox.BuildAsync()));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.All));
        Assert.Single(results, result => result.Output.Contains("keys and contract are new", StringComparison.Ordinal));
        await sandbox.SucceedAsync();
        SecurityReport.Count("faults: builds at once into one folder", results.Length);
    }

    /// <summary>The runtime itself may die: then it counts as killed.</summary>
    [LinuxFact]
    public async Task Too_little_memory_leaves_whole_files_and_the_next_build_succeeds()
    {
        var failed = 0;
        foreach (var limit in MemoryLimits)
        {
            using var sandbox = new BuildSandbox();
            var result = await sandbox.BuildAsync($"export DOTNET_GCHeapHardLimit=0x2000000 && ulimit -v {1024 * limit}");
            if (result.ExitCode == 1) Assert.StartsWith("zkml : error ZKML4009: ", result.Errors, StringComparison.Ordinal);
            if (result.ExitCode != 0) failed++;
            sandbox.RequireWhole();
            await sandbox.SucceedAsync();
        }
        Assert.InRange(failed, 1, MemoryLimits.Length);
        SecurityReport.Count("faults: builds out of memory, then a clean retry", failed);
    }

    [LinuxFact]
    public async Task Damage_to_cache_or_results_is_found_and_made_good()
    {
        using var sandbox = new BuildSandbox();
        var key = await sandbox.SucceedAsync();
        var damages = 0;
        foreach (var path in Directory.GetFiles(sandbox.Cache, "*.srs*").Concat(Directory.GetFiles(sandbox.ModelFolder)).Where(path => new FileInfo(path).Length > 0).ToArray())
        {
            var (bytes, isCache) = (await File.ReadAllBytesAsync(path), path.StartsWith(sandbox.Cache, StringComparison.Ordinal));
            foreach (var place in new[] { 0, bytes.Length / 3, bytes.Length - 1 })
            {
                var damaged = bytes.ToArray();
                damaged[place] ^= 0x10;
                await File.WriteAllBytesAsync(path, damaged);
                if (isCache) Directory.Delete(sandbox.Keys, recursive: true);
                key = await sandbox.SucceedAsync();
                damages++;
            }
        }
        Assert.True(damages >= 3 * 7);
        SecurityReport.Count("faults: damaged files of cache and build made good", damages);
    }

    [LinuxFact]
    public async Task Without_permission_to_write_it_says_so()
    {
        using var locked = new TemporaryFolder();
        using var sandbox = new BuildSandbox { Cache = Locked("cache"), Keys = Locked("keys") };
        const string ObeyModes = "[ $(id -u) != 0 ] || set -- setpriv --bounding-set -dac_override \"$@\"";
        var refused = await sandbox.BuildAsync(ObeyModes);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("zkml : error ZKML4002: Access to the path '", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(sandbox.Keys));

        var kept = sandbox["free"];
        var uncached = await sandbox.BuildAsync(ObeyModes, kept);
        Assert.True(uncached.ExitCode == 0, uncached.All);
        Assert.Contains("The SRS is not kept for the next time: Access to the path '", uncached.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(sandbox.Cache));
        await sandbox.SucceedAsync(kept);
        SecurityReport.Count("faults: folders without permission", 2);

        string Locked(string name) => Directory.CreateDirectory(locked[name], UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
    }

    [LinuxFact]
    public async Task A_path_below_a_file_is_an_error()
    {
        using var sandbox = new BuildSandbox();
        await File.WriteAllTextAsync(sandbox["file"], "");
        var result = await sandbox.BuildAsync(keys: sandbox["file"] + "/below");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("zkml : error ZKML4002: ", result.Errors, StringComparison.Ordinal);
    }
}
