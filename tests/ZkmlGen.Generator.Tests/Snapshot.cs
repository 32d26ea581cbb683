using ZkmlGen.Generator.Emit;

namespace ZkmlGen.Generator.Tests;

/// <summary>
/// Compares text with Snapshots/NAME.verified.cs. A difference leaves NAME.received.cs beside it: look at it, and rename it if it is what should be.
/// </summary>
internal static class Snapshot
{
    internal static void Verify(IEnumerable<GeneratedFile> files)
    {
        var different = files.Where(file => !Matches(file.HintName, file.Text)).Select(file => file.HintName).ToArray();
        Assert.True(different.Length == 0, $"Compare *.received.cs with *.verified.cs in {Folder}: {string.Join(", ", different)}");
    }

    private static string Folder => Repository.File("tests/ZkmlGen.Generator.Tests/Snapshots");

    private static bool Matches(string name, string text)
    {
        var stem = Path.Combine(Folder, Path.GetFileNameWithoutExtension(name));
        var (verified, received) = (stem + ".verified.cs", stem + ".received.cs");
        var scrubbed = text.Replace(Emitter.Version, "VERSION");
        if (File.Exists(verified) && File.ReadAllText(verified) == scrubbed)
        {
            File.Delete(received);
            return true;
        }
        Directory.CreateDirectory(Folder);
        File.WriteAllText(received, scrubbed);
        return false;
    }
}
