using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>A Lagrange basis of an SRS as a <see cref="PointFile"/>; its properties: the digest of the SRS.</summary>
internal static class LagrangeFile
{
    private const string Label = "ZKMLGEN-LAGRANGE-V1";

    public static void Write(Stream stream, Srs srs, int log)
    {
        var basis = srs.Lagrange(log);
        var writer = new PointFileWriter(stream, Label, srs.Digest.Length, basis.Length);
        writer.Append(basis.Span);
        writer.Finish(srs.Digest);
        GC.KeepAlive(srs);
    }

    /// <summary>Null if the file is of another SRS or size.</summary>
    /// <exception cref="InvalidDataException">It is none, or is damaged.</exception>
    public static ReadOnlyMemory<G1Affine>? Load(string path, Srs srs, int log)
    {
        using var reader = new PointFileReader(path, Label);
        return reader.Properties.AsSpan().SequenceEqual(srs.Digest) && reader.Count(0) == 1L << log ? reader.Load(0, 1 << log) : null;
    }
}
