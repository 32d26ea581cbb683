using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Reads a <see cref="PointFile"/>, any part of it. Whatever is read has passed its checksum.</summary>
internal sealed class PointFileReader : IDisposable
{
    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly long[] counts;
    private readonly byte[] digests;

    /// <summary>Opens a file and checks all but its points.</summary>
    /// <exception cref="InvalidDataException">It has another label, or is truncated or damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public PointFileReader(string path, string label)
    {
        this.path = path;
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            (counts, Properties, digests) = ReadFrame(label);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>What the writer said about the points.</summary>
    public byte[] Properties { get; }
    /// <summary>Number of vectors.</summary>
    public int Vectors => counts.Length;

    /// <summary>Points of a vector.</summary>
    public long Count(int vector) => counts[vector];

    /// <summary>True if the file begins with that label.</summary>
    public static bool HasLabel(string path, string label)
    {
        using var handle = File.OpenHandle(path);
        var start = new byte[PointFile.LabelSize];
        return RandomAccess.Read(handle, start, 0) == start.Length && start.AsSpan().SequenceEqual(KeccakTranscript.Label(label));
    }

    /// <summary>The first count points of a vector: mapped, but for Windows, where no build could replace a file that is mapped.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public ReadOnlyMemory<G1Affine> Load(int vector, int count)
    {
        if (OperatingSystem.IsWindows() || count == 0)
        {
            var copy = GC.AllocateUninitializedArray<G1Affine>(count);
            Read(vector, 0, copy);
            return copy;
        }
        var points = Map(OffsetOf(vector, 0), (int)Math.Min(counts[vector], PointFile.Chunks(count) * PointFile.ChunkPoints));
        ForChunks(points.Length, chunk =>
        {
            var start = chunk * PointFile.ChunkPoints;
            Check(vector, chunk, points.Span[start..Math.Min(points.Length, start + PointFile.ChunkPoints)]);
        });
        return points[..count];
    }

    /// <summary>Points of a vector from start on, a multiple of the chunk size.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void Read(int vector, long start, Memory<G1Affine> points)
    {
        var first = start / PointFile.ChunkPoints;
        ForChunks(points.Length, chunk => ReadChunk(vector, first + chunk, points[(chunk * PointFile.ChunkPoints)..].Span));
    }

    public void Dispose() => handle.Dispose();

    private static void ForChunks(int points, Action<int> work)
    {
        try
        {
            Parallel.For(0, (int)PointFile.Chunks(points), work);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }

    private ReadOnlyMemory<G1Affine> Map(long offset, int count)
    {
        if (RandomAccess.GetLength(handle) < offset + (long)count * G1Affine.Size) throw Fault("is truncated");
        try
        {
            return new MappedPoints(handle, offset, count).Memory;
        }
        catch (Exception exception) when (exception is ArgumentException or UnauthorizedAccessException)
        {
            throw Fault("is truncated");
        }
    }

    /// <summary>Checks a whole chunk, and keeps as much as there is room for.</summary>
    private void ReadChunk(int vector, long chunk, Span<G1Affine> target)
    {
        var count = (int)Math.Min(PointFile.ChunkPoints, counts[vector] - chunk * PointFile.ChunkPoints);
        var whole = count <= target.Length ? target[..count] : new G1Affine[count];
        ReadExactly(MemoryMarshal.AsBytes(whole), OffsetOf(vector, chunk));
        Check(vector, chunk, whole);
        if (count > target.Length) whole[..target.Length].CopyTo(target);
    }

    private long OffsetOf(int vector, long chunk) => PointFile.HeadSize(Vectors) + (counts[..vector].Sum() + chunk * PointFile.ChunkPoints) * G1Affine.Size;

    private void Check(int vector, long chunk, ReadOnlySpan<G1Affine> points)
    {
        var index = counts[..vector].Sum(PointFile.Chunks) + chunk;
        Span<byte> digest = stackalloc byte[PointFile.DigestSize];
        SHA256.HashData(MemoryMarshal.AsBytes(points), digest);
        if (!digest.SequenceEqual(digests.AsSpan((int)index * PointFile.DigestSize, PointFile.DigestSize))) throw Fault("is damaged: a checksum is wrong");
    }

    private (long[] Counts, byte[] Properties, byte[] Digests) ReadFrame(string label)
    {
        var start = new byte[PointFile.HeadSize(0)];
        ReadExactly(start, 0);
        if (!start.AsSpan(0, PointFile.LabelSize).SequenceEqual(KeccakTranscript.Label(label))) throw Fault("is of another kind or version");
        var propertyBytes = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(PointFile.LabelSize));
        var vectors = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(PointFile.LabelSize + sizeof(int)));
        if (vectors is < 1 or > PointFile.MaximumVectors) throw Fault("is damaged");

        var head = new byte[PointFile.HeadSize(vectors)];
        ReadExactly(head, 0);
        var counts = MemoryMarshal.Cast<byte, long>(head.AsSpan(start.Length)).ToArray();
        var tail = new byte[TailSize(counts, propertyBytes)];
        ReadExactly(tail, RandomAccess.GetLength(handle) - tail.Length);
        var content = tail.AsSpan(0, tail.Length - PointFile.DigestSize);
        if (!SHA256.HashData([.. head, .. content]).AsSpan().SequenceEqual(tail.AsSpan(content.Length))) throw Fault("is damaged: a checksum is wrong");
        return (counts, content[..propertyBytes].ToArray(), content[propertyBytes..].ToArray());
    }

    /// <summary>Bytes behind the points. A damaged count must not make us ask for memory that the file does not fill.</summary>
    private long TailSize(long[] counts, int propertyBytes)
    {
        var length = RandomAccess.GetLength(handle);
        if (propertyBytes < 0 || counts.Any(count => count < 0 || count > length)) throw Fault("is damaged");
        if (PointFile.Length(propertyBytes, counts) != length) throw Fault("is truncated or has another length than its head says");
        return propertyBytes + (counts.Sum(PointFile.Chunks) + 1) * PointFile.DigestSize;
    }

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw Fault("is truncated");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private InvalidDataException Fault(string fault) => new($"{path} {fault}.");
}
