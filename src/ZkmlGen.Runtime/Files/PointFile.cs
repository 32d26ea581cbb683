using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// A file of vectors of points in G1 that loads at the speed of the disk: a label of 32 bytes; length of the properties and number of vectors (4 bytes each);
/// the vectors' counts (8 bytes each); the points; the properties; SHA-256 of each chunk of points; SHA-256 of all but the points. Numbers are little-endian, points stand
/// as in memory: 64 bytes, Montgomery form with factor 2^260. Checksums find damage. Points are not checked one by one: whoever may write the file is trusted like
/// whoever may write the program.
/// </summary>
/// <remarks>
/// Files are replaced, never written into: they may be mapped into the memory of some process (<see cref="MappedPoints"/>), which a file that is cut short would
/// end. A prover has copies of its own: it needs the file only while it is made.
/// </remarks>
internal static class PointFile
{
    /// <summary>Points under one checksum; a chunk holds points of one vector only.</summary>
    public const int ChunkPoints = 1 << 14;
    /// <summary>More vectors than any file has.</summary>
    public const int MaximumVectors = 8;

    /// <summary>Bytes of a label, and of a digest.</summary>
    public const int LabelSize = 32, DigestSize = SHA256.HashSizeInBytes;

    /// <summary>Bytes before the points.</summary>
    public static int HeadSize(int vectors) => LabelSize + 2 * sizeof(int) + vectors * sizeof(long);

    /// <summary>Chunks of a vector.</summary>
    public static long Chunks(long count) => (count + ChunkPoints - 1) / ChunkPoints;

    /// <summary>Bytes of a whole file.</summary>
    public static long Length(int propertyBytes, params ReadOnlySpan<long> counts)
    {
        long length = HeadSize(counts.Length) + propertyBytes + DigestSize;
        foreach (var count in counts) length += count * G1Affine.Size + Chunks(count) * DigestSize;
        return length;
    }
}
