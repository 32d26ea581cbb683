using ZkmlGen.Compiler;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>One process at a time in a folder: the others wait.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits for the folder; dispose to free it. The system frees it when the process ends, however it ends.</summary>
    public static IDisposable Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(100))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (waited > Patience) throw new ToolException(DiagnosticIds.BuildStep, $"Another process has been working in '{folder}' for {Patience.TotalMinutes:0} minutes.", exception);
                Thread.Sleep(100);
            }
        }
    }
}
