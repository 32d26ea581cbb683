namespace ZkmlGen.Runtime;

/// <summary>One holder at a time, over all processes of a machine: the others wait.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock that the file at path stands for; dispose to free it. The system frees it when the process ends, however it ends.</summary>
    /// <exception cref="TimeoutException">Another process has had it for too long.</exception>
    /// <exception cref="IOException">The file can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static IDisposable Take(string path)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (waited > Patience) throw new TimeoutException($"Another process has held '{path}' for {Patience.TotalMinutes:0} minutes.", exception);
                Thread.Sleep(Pause);
            }
        }
    }
}
