namespace ZkmlGen.Runtime;

/// <summary>
/// A folder with SRS files and the Lagrange bases that were derived from them, in a form that loads at the speed of the disk. Points are not checked again when
/// loaded: files are protected against damage (SHA-256), not against whoever may write into the folder, which therefore has to be as safe as the program itself.
/// What is damaged is made anew. A folder that can't be written keeps nothing.
/// </summary>
/// <param name="folder">Made when something is stored.</param>
/// <param name="warn">Told why something could not be kept.</param>
public sealed class SrsCache(string folder, Action<string>? warn = null)
{
    private bool isReadOnly;

    /// <summary>The first size powers under that name with the Lagrange basis of 2^log, made and stored if they are missing. One process at a time makes them.</summary>
    /// <param name="name">Letters, digits, '-' and '_'.</param>
    /// <param name="size">Powers needed.</param>
    /// <param name="log">Of the Lagrange basis.</param>
    /// <param name="create">Makes an SRS of at least size powers.</param>
    public Srs GetOrCreate(string name, int size, int log, Func<Srs> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (TryLoadAll(name, size, log) is { } cached) return cached;
        using var alone = TryLock(name);
        if (Load(name, size) is not { } srs)
        {
            srs = create();
            TryStore(PathOf(name), stream => SrsFile.Write(stream, srs));
        }
        if (!TryLoadLagrange(name, srs, log))
        {
            _ = srs.Lagrange(log);
            TryStore(PathOf(name, log), stream => LagrangeFile.Write(stream, srs, log));
        }
        return srs;
    }

    /// <summary>The first size powers under that name; null if there are none or fewer, or if they are damaged.</summary>
    public Srs? Load(string name, int size) => Undamaged(PathOf(name), path =>
    {
        using var file = new SrsFile(path);
        return file.Count >= size ? file.Read(size) : null;
    });

    /// <summary>What is stored under that name; null if nothing is.</summary>
    public SrsInfo? Find(string name) => Undamaged(PathOf(name), path =>
    {
        using var file = new SrsFile(path);
        return new SrsInfo(file.Count, file.TauG2, file.IsDevelopment ? SrsKind.Development : SrsKind.Ceremony);
    });

    /// <summary>Checks an SRS by pairings, in a pass with bounded memory, and keeps its first limit powers under its digest.</summary>
    /// <exception cref="InvalidDataException">It is no SRS; nothing is kept.</exception>
    /// <exception cref="IOException">It can't be kept.</exception>
    internal SrsInfo Import(SrsInput input, long limit)
    {
        SrsInfo info = null!;
        AtomicFile.Write(folder, stream =>
        {
            PointFileWriter? writer = null;
            info = input.Check(Math.Min(limit, Srs.MaximumSize), (chunk, total) => (writer ??= SrsFile.Start(stream, total)).Append(chunk));
            SrsFile.Finish(writer!, info.TauG2, info.IsDevelopment);
            return Path.GetFileName(PathOf(NameOf(info.Digest)));
        });
        return info;
    }

    /// <summary>The name of an SRS that has one: its digest.</summary>
    internal static string NameOf(ReadOnlySpan<byte> digest) => Convert.ToHexStringLower(digest);

    private Srs? TryLoadAll(string name, int size, int log) => Load(name, size) is { } srs && TryLoadLagrange(name, srs, log) ? srs : null;

    private bool TryLoadLagrange(string name, Srs srs, int log)
    {
        if (srs.LagrangeLogs.Contains(log)) return false;
        if (Undamaged(PathOf(name, log), path => LagrangeFile.Load(path, srs, log)) is not { } basis) return false;
        srs.SetLagrange(log, basis);
        return true;
    }

    private static T? Undamaged<T>(string path, Func<string, T?> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private IDisposable? TryLock(string name)
    {
        IDisposable? held = null;
        TryWrite(() =>
        {
            Directory.CreateDirectory(folder);
            held = FileLock.Take(PathOf(name) + ".lock");
        });
        return held;
    }

    private void TryStore(string path, Action<Stream> write) => TryWrite(() => AtomicFile.Write(path, write));

    private void TryWrite(Action action)
    {
        if (isReadOnly) return;
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            isReadOnly = true;
            warn?.Invoke($"The SRS is not kept for the next time: {exception.Message}");
        }
    }

    private string PathOf(string name, int log) => $"{PathOf(name)}.lagrange-{log}";

    private string PathOf(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"'{name}' can't be the name of a cached SRS: only letters, digits, '-' and '_' can be in it.", nameof(name));
        }
        return Path.Combine(folder, name + ".srs");
    }
}
