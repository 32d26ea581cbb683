using System.Buffers;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// A development SRS in a file, as it is kept in the cache too. What was read from such a file is a development SRS whatever the file says: an SRS for deployment
/// comes from a ceremony's .ptau file and from nowhere else.
/// </summary>
internal sealed class DevelopmentFile(string path) : SrsInput(path)
{
    public static bool IsOne(string path) => PointFileReader.HasLabel(path, SrsFile.Label);

    public override SrsInfo Pass(long limit, PowersSink sink)
    {
        using var file = new SrsFile(Name);
        var total = Math.Min(limit, file.Count);
        var buffer = ArrayPool<G1Affine>.Shared.Rent(PointFile.ChunkPoints);
        for (long start = 0; start < total; start += PointFile.ChunkPoints)
        {
            var chunk = buffer.AsMemory(0, (int)Math.Min(PointFile.ChunkPoints, total - start));
            file.Read(start, chunk);
            RequireOnCurve(chunk.Span);
            sink(chunk.Span, total);
        }
        ArrayPool<G1Affine>.Shared.Return(buffer);
        return new SrsInfo(file.Count, file.TauG2, SrsKind.Development);
    }

    private void RequireOnCurve(ReadOnlySpan<G1Affine> points)
    {
        Span<byte> bytes = stackalloc byte[G1Affine.Size];
        foreach (ref readonly var point in points)
        {
            point.Write(bytes);
            if (!G1Affine.TryRead(bytes, out var read) || read != point) throw new InvalidDataException($"{Name} has a point that is not on the curve.");
        }
    }
}
