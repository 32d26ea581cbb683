using Xunit;
using ZkmlGen.Tests.Shared;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Faults;

/// <summary>
/// Too little memory is an error with a code, and an SRS is checked in little memory whatever its size. (With still less the .NET runtime itself dies, before any code of ours.)
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class MemoryTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public async Task An_SRS_larger_than_the_heap_cannot_be_made_but_checked_and_imported()
    {
        using var folder = new TemporaryFolder();
        var file = folder["large.srs"];
        foreach (var heap in new[] { 32, 48, 64 })
        {
            var refused = await RunAsync(folder, heap, "srs", "new", file, "--power", "19");
            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith("ZKML4009: There is not enough memory", refused.Errors, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder.Path));
            SecurityReport.Count("faults: out of memory, told");
        }
        var made = await RunAsync(folder, 512, "srs", "new", file, "--power", "19");
        Assert.True(made.ExitCode == 0, made.All);
        Assert.True(new FileInfo(file).Length > 60 * Megabyte);
        foreach (var action in new[] { "verify", "import" })
        {
            var checkedResult = await RunAsync(folder, 32, "srs", action, file);
            Assert.True(checkedResult.ExitCode == 0, checkedResult.All);
        }
    }

    private static Task<ChildResult> RunAsync(TemporaryFolder folder, int heap, params string[] arguments) => Child.DotnetAsync(
        folder.Path, ["exec", Path.Combine(Zkml.ToolFolder, "zkml.dll"), .. arguments],
        ("DOTNET_GCHeapHardLimit", $"0x{heap * Megabyte:x}"), ("ZKML_SRS_CACHE", folder["cache"]));
}
