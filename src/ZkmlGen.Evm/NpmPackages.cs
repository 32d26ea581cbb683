using System.Diagnostics;
using System.Security.Cryptography;

namespace ZkmlGen.Evm;

/// <summary>
/// Installs the npm packages of the embedded lock file into a cache folder, once per lock file. A folder appears under its final name only when
/// it is complete, so several processes may install at once.
/// </summary>
internal static class NpmPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Files = ["package.json", "package-lock.json", "compile.js"];

    /// <summary>The folder of the installed packages.</summary>
    public static async Task<string> InstallAsync(CancellationToken cancel)
    {
        var folder = EvmCache.Folder($"npm-{Digest()[..16]}");
        if (Directory.Exists(folder)) return folder;
        await using var exclusive = await LockAsync(folder + ".lock", cancel).ConfigureAwait(false);
        if (Directory.Exists(folder)) return folder;
        var unfinished = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(unfinished);
            foreach (var file in Files) await File.WriteAllBytesAsync(Path.Combine(unfinished, file), Read(file), cancel).ConfigureAwait(false);
            await EvmToolchain.RunNpmAsync(unfinished, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancel).ConfigureAwait(false);
            Directory.Move(unfinished, folder);
            return folder;
        }
        finally
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        }
    }

    private static string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files) hash.AppendData(Read(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(NpmPackages).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception)
            {
                if (patience.Elapsed > Patience) throw new EvmException($"The file '{path}' can't be locked: another process has been installing npm packages for {Patience.TotalMinutes:0} minutes, or the folder can't be written. Set {EvmCache.Variable} to another folder.", exception);
                await Task.Delay(100, cancel).ConfigureAwait(false);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new EvmException($"The file '{path}' can't be written: set {EvmCache.Variable} to a folder that can.", exception);
            }
        }
    }
}
