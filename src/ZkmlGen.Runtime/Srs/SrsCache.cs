using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// A folder with SRS files and the Lagrange bases that were derived from them, in a form that loads at the speed of the disk. Points are not checked again when
/// loaded: a file is protected against damage (SHA-256), not against whoever may write into the folder, which therefore has to be as safe as the program itself.
/// </summary>
public sealed class SrsCache(string folder)
{
    /// <summary>The SRS under that key, or made and stored now. Keys consist of letters, digits, '-' and '_'. Lagrange bases asked for later are stored by <see cref="Store"/>.</summary>
    public Srs GetOrCreate(string key, Func<Srs> create)
    {
        var srs = Load(key);
        if (srs is null)
        {
            srs = create();
            Store(key, srs);
        }
        return srs;
    }

    /// <summary>The SRS under that key with its Lagrange bases; null if there is none, or if its file is damaged or of another version.</summary>
    public Srs? Load(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        return SrsFile.TryRead(file);
    }

    /// <summary>Stores the SRS and the Lagrange bases at hand, in place of what was there; readers see the old file or the new one, never a part.</summary>
    public void Store(string key, Srs srs)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(key);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                SrsFile.Write(file, srs);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string PathOf(string key)
    {
        if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"'{key}' can't be the key of a cached SRS: only letters, digits, '-' and '_' can be in it.", nameof(key));
        }
        return Path.Combine(folder, key + ".srs");
    }
}
