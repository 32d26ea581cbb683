using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>The powers of an SRS as a <see cref="PointFile"/>; its properties: [tau]_2 (128 bytes as on the EVM), and 1 for a development SRS or 0 (1 byte).</summary>
internal sealed class SrsFile : IDisposable
{
    public const string Label = "ZKMLGEN-SRS-V1";
    private const int PropertyBytes = G2Affine.Size + 1;
    private readonly PointFileReader reader;

    /// <exception cref="InvalidDataException">The file is none, or is damaged.</exception>
    public SrsFile(string path)
    {
        reader = new PointFileReader(path, Label);
        if (reader.Vectors == 1 && reader.Properties is { Length: PropertyBytes } properties && G2Affine.TryRead(properties.AsSpan(0, G2Affine.Size), out var tau) && properties[^1] <= 1)
        {
            (TauG2, IsDevelopment) = (tau, properties[^1] == 1);
            return;
        }
        reader.Dispose();
        throw new InvalidDataException($"{path} is no SRS of this version.");
    }

    public long Count => reader.Count(0);
    public G2Affine TauG2 { get; }
    public bool IsDevelopment { get; }

    /// <summary>Powers from start on, a multiple of <see cref="PointFile.ChunkPoints"/>.</summary>
    public void Read(long start, Memory<G1Affine> powers) => reader.Read(0, start, powers);

    /// <summary>The first powers.</summary>
    public Srs Read(int size) => new(reader.Load(0, size), TauG2, IsDevelopment);

    public void Dispose() => reader.Dispose();

    public static PointFileWriter Start(Stream stream, long count) => new(stream, Label, PropertyBytes, count);

    public static void Finish(PointFileWriter writer, in G2Affine tauG2, bool isDevelopment)
    {
        var properties = new byte[PropertyBytes];
        tauG2.Write(properties);
        properties[^1] = isDevelopment ? (byte)1 : (byte)0;
        writer.Finish(properties);
    }

    public static void Write(Stream stream, Srs srs)
    {
        var writer = Start(stream, srs.Size);
        writer.Append(srs.Powers.Span);
        Finish(writer, srs.TauG2, srs.IsDevelopment);
        GC.KeepAlive(srs);
    }
}
