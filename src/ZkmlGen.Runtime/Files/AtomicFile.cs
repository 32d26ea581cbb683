namespace ZkmlGen.Runtime;

/// <summary>
/// Writes files as a whole: beside their place first, flushed to the disk, then renamed. Readers see the old file or the new one, never a part, whenever the
/// writer fails, is killed, or loses power.
/// </summary>
internal static class AtomicFile
{
    private const string Suffix = ".zkml-tmp";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Writes the file at path; makes its folder.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        Write(Path.GetDirectoryName(Path.GetFullPath(path))!, stream =>
        {
            write(stream);
            return Path.GetFileName(path);
        });
    }

    /// <summary>Writes a file into a folder, which is made; its name is known when it is written.</summary>
    public static void Write(string folder, Func<Stream, string> writeAndName)
    {
        Directory.CreateDirectory(folder);
        RemoveTemporary(folder, Abandoned);
        var temporary = Path.Combine(folder, $"{Guid.NewGuid():N}{Suffix}");
        try
        {
            string name;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                name = writeAndName(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What a file stream throws where a limit on the size of files is passed.
            throw new IOException($"A file in '{folder}' can't be written: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes what killed processes left in a folder, if it is that old.</summary>
    public static void RemoveTemporary(string folder, TimeSpan age)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) >= age) File.Delete(path);
        }
    }
}
