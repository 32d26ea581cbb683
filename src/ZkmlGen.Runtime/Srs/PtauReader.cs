namespace ZkmlGen.Runtime;

/// <summary>Reads powers of tau from the .ptau files of snarkjs, as contributed or prepared for phase 2.</summary>
public static class PtauReader
{
    /// <summary>The first size powers of the file at path, checked by pairings.</summary>
    /// <exception cref="InvalidDataException">The file is not such a file, is damaged, or has too few powers; the message says which.</exception>
    public static Srs Read(string path, int size) => new PtauFile(path).Read(size);

    /// <summary>The first size powers of the stream, read from its position on without seeking back, checked by pairings; name stands for it in messages.</summary>
    /// <exception cref="InvalidDataException">The stream is no such file, is damaged, or has too few powers; the message says which.</exception>
    public static Srs Read(Stream stream, int size, string name = "the powers-of-tau stream") => new PtauStream(stream, name).Read(size);
}

/// <summary>A .ptau file.</summary>
internal sealed class PtauFile(string path) : SrsInput(path)
{
    public override SrsInfo Pass(long limit, PowersSink sink)
    {
        using var file = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return new PtauSections(file, Name).Read(limit, sink);
    }
}

/// <summary>A stream in the format of a .ptau file; it can be passed once.</summary>
internal sealed class PtauStream(Stream stream, string name) : SrsInput(name)
{
    public override SrsInfo Pass(long limit, PowersSink sink) => new PtauSections(stream, Name).Read(limit, sink);
}
