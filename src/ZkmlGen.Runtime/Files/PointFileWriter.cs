using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Writes a <see cref="PointFile"/> in one pass, without holding its points.</summary>
internal sealed class PointFileWriter
{
    private readonly Stream stream;
    private readonly int propertyBytes;
    private readonly byte[] head;
    private readonly MemoryStream digests = new();

    /// <summary>Starts a file of vectors with these numbers of points.</summary>
    public PointFileWriter(Stream stream, string label, int propertyBytes, params ReadOnlySpan<long> counts)
    {
        (this.stream, this.propertyBytes) = (stream, propertyBytes);
        head = new byte[PointFile.HeadSize(counts.Length)];
        KeccakTranscript.Label(label).CopyTo(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(PointFile.LabelSize), propertyBytes);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(PointFile.LabelSize + sizeof(int)), counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(PointFile.HeadSize(i)), counts[i]);
        }
        stream.Write(head);
    }

    /// <summary>The next points of a vector: whole chunks, but for the vector's end.</summary>
    public void Append(ReadOnlySpan<G1Affine> points)
    {
        for (; !points.IsEmpty; points = points[Math.Min(PointFile.ChunkPoints, points.Length)..])
        {
            var chunk = MemoryMarshal.AsBytes(points[..Math.Min(PointFile.ChunkPoints, points.Length)]);
            stream.Write(chunk);
            digests.Write(SHA256.HashData(chunk));
        }
    }

    /// <summary>Ends the file.</summary>
    public void Finish(ReadOnlySpan<byte> properties)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(properties.Length, propertyBytes);
        byte[] tail = [.. properties, .. digests.ToArray()];
        stream.Write(tail);
        stream.Write(SHA256.HashData([.. head, .. tail]));
    }
}
