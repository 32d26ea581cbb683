using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// The file of a cached SRS: the header, [tau]_2 (128 bytes as on the EVM), the logs of the Lagrange bases, the powers, the bases, SHA-256 of all before.
/// Points in G1 stand as in memory: 64 bytes, Montgomery form with factor 2^260, little-endian.
/// </summary>
internal static class SrsFile
{
    /// <summary>"ZKMLSRS" and the version of the format.</summary>
    private const ulong Magic = 0x01_53_52_53_4c_4d_4b_5a;

    private const int ChunkPoints = 1 << 16;

    /// <summary>The first bytes of the file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public ulong Magic;
        public int Size, Development, Bases, Reserved;

        public readonly bool IsValid => Magic == SrsFile.Magic && Size is >= 2 and <= Srs.MaximumSize && Development is 0 or 1 && Bases is >= 0 and <= 28 && Reserved == 0;
    }

    public static void Write(Stream stream, Srs srs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var logs = srs.LagrangeLogs;
        var header = new Header { Magic = Magic, Size = srs.Size, Development = srs.IsDevelopment ? 1 : 0, Bases = logs.Length };
        Span<byte> tau = stackalloc byte[G2Affine.Size];
        srs.TauG2.Write(tau);
        Put(stream, hash, MemoryMarshal.AsBytes(new ReadOnlySpan<Header>(in header)));
        Put(stream, hash, tau);
        Put(stream, hash, MemoryMarshal.AsBytes(logs.AsSpan()));
        PutPoints(stream, hash, srs.Powers);
        foreach (var log in logs)
        {
            PutPoints(stream, hash, srs.Lagrange(log));
        }
        stream.Write(hash.GetCurrentHash());
    }

    /// <summary>Null if the stream is not a whole, undamaged file of this version.</summary>
    public static Srs? TryRead(Stream stream)
    {
        try
        {
            return Read(stream);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static Srs? Read(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Header header = default;
        Take(stream, hash, MemoryMarshal.AsBytes(new Span<Header>(ref header)));
        if (!header.IsValid)
        {
            return null;
        }
        Span<byte> tau = stackalloc byte[G2Affine.Size];
        Take(stream, hash, tau);
        var logs = new int[header.Bases];
        Take(stream, hash, MemoryMarshal.AsBytes(logs.AsSpan()));
        if (logs.Any(log => log is < 0 or > 28 || 1 << log > header.Size) || !IsLongEnough(stream, header, logs))
        {
            return null;
        }
        var powers = TakePoints(stream, hash, header.Size);
        var bases = logs.Select(log => TakePoints(stream, hash, 1 << log)).ToArray();
        return EndsWith(stream, hash.GetCurrentHash()) && G2Affine.TryRead(tau, out var tauG2) ? Assemble(header, powers, tauG2, logs, bases) : null;
    }

    private static Srs Assemble(in Header header, G1Affine[] powers, in G2Affine tauG2, int[] logs, G1Affine[][] bases)
    {
        var srs = new Srs(powers, tauG2, header.Development == 1);
        for (var i = 0; i < logs.Length; i++)
        {
            srs.SetLagrange(logs[i], bases[i]);
        }
        return srs;
    }

    /// <summary>A damaged size must not make us ask for gigabytes of memory.</summary>
    private static bool IsLongEnough(Stream stream, in Header header, int[] logs) =>
        stream.Length - stream.Position == (header.Size + logs.Sum(log => 1L << log)) * G1Affine.Size + SHA256.HashSizeInBytes;

    private static bool EndsWith(Stream stream, ReadOnlySpan<byte> hash)
    {
        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(stored);
        return stored.SequenceEqual(hash);
    }

    private static void Put(Stream stream, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        stream.Write(bytes);
    }

    private static void PutPoints(Stream stream, IncrementalHash hash, ReadOnlySpan<G1Affine> points)
    {
        for (; points.Length > ChunkPoints; points = points[ChunkPoints..])
        {
            Put(stream, hash, MemoryMarshal.AsBytes(points[..ChunkPoints]));
        }
        Put(stream, hash, MemoryMarshal.AsBytes(points));
    }

    private static void Take(Stream stream, IncrementalHash hash, Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        hash.AppendData(bytes);
    }

    private static G1Affine[] TakePoints(Stream stream, IncrementalHash hash, int count)
    {
        var points = GC.AllocateUninitializedArray<G1Affine>(count);
        for (var start = 0; start < count; start += ChunkPoints)
        {
            Take(stream, hash, MemoryMarshal.AsBytes(points.AsSpan(start, Math.Min(ChunkPoints, count - start))));
        }
        return points;
    }
}
