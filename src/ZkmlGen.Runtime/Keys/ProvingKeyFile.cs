using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// The proving key as a file: "ZKMLGEN-PROVING-KEY-V1" padded to 32 bytes, key digest, circuit digest, model digest, 4 bytes each: development flag,
/// numbers of blinding coefficients, powers and Lagrange points; then these (32 and 64 bytes, big-endian); last the SHA-256 of all before it.
/// </summary>
public static class ProvingKeyFile
{
    private const int DigestSize = 32;
    private const int HeaderSize = 4 * DigestSize + 4 * sizeof(int);
    private const int ScalarSize = 32;

    /// <summary>Writes beside the path first, then renames: nobody ever sees half a file.</summary>
    public static void Write(ProvingKey key, string path)
    {
        ArgumentNullException.ThrowIfNull(key);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16)) Write(key, file);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a file and checks its digest and every point.</summary>
    /// <exception cref="InvalidDataException">The file is no proving key of this version, or is damaged.</exception>
    public static ProvingKey Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Read(file, path);
    }

    internal static void Write(ProvingKey key, Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put(Header(key));
        var scalars = new byte[key.WeightBlinding.Length * ScalarSize];
        for (var i = 0; i < key.WeightBlinding.Length; i++) key.WeightBlinding[i].Write(scalars.AsSpan(i * ScalarSize));
        Put(scalars);
        Put(Points(key.Powers));
        Put(Points(key.Lagrange));
        stream.Write(hash.GetHashAndReset());

        void Put(byte[] bytes)
        {
            stream.Write(bytes);
            hash.AppendData(bytes);
        }
    }

    internal static ProvingKey Read(Stream stream, string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = Take(HeaderSize);
        if (!header.AsSpan(0, DigestSize).SequenceEqual(Label)) throw Fault("is no proving key of this version");
        var counts = Enumerable.Range(0, 4).Select(k => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * DigestSize + k * sizeof(int)))).ToArray();
        var length = HeaderSize + (long)counts[1] * ScalarSize + ((long)counts[2] + counts[3]) * G1Affine.Size + DigestSize;
        if (counts.Any(count => count < 0) || counts[0] > 1 || length != stream.Length) throw Fault("is truncated or has another length than its header says");
        var scalars = ParseScalars(Take(counts[1] * ScalarSize));
        var (powers, lagrange) = (ParsePoints(counts[2]), ParsePoints(counts[3]));
        var digest = hash.GetHashAndReset();
        if (!Take(DigestSize).AsSpan().SequenceEqual(digest)) throw Fault("is damaged: its checksum is wrong");
        var parts = new ProvingKeyHeader(header[32..64], header[64..96], header[96..128], counts[0] == 1);
        return new ProvingKey(parts, scalars, powers, lagrange);

        byte[] Take(int count)
        {
            var bytes = new byte[count];
            if (stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count) throw Fault("is truncated");
            hash.AppendData(bytes);
            return bytes;
        }

        Fr[] ParseScalars(byte[] bytes)
        {
            var result = new Fr[bytes.Length / ScalarSize];
            for (var i = 0; i < result.Length; i++)
            {
                if (!Fr.TryRead(bytes.AsSpan(i * ScalarSize, ScalarSize), out result[i])) throw Fault("has a scalar that is not below r");
            }
            return result;
        }

        G1Affine[] ParsePoints(int count)
        {
            const int chunk = 1 << 14;
            var result = new G1Affine[count];
            for (var start = 0; start < count; start += chunk)
            {
                var bytes = Take(Math.Min(chunk, count - start) * G1Affine.Size);
                for (var i = 0; i * G1Affine.Size < bytes.Length; i++)
                {
                    if (!G1Affine.TryRead(bytes.AsSpan(i * G1Affine.Size, G1Affine.Size), out result[start + i])) throw Fault("has a point that is not on the curve");
                }
            }
            return result;
        }

        InvalidDataException Fault(string fault) => new($"{name} {fault}: run the setup again.");
    }

    private static byte[] Label => KeccakTranscript.Label("ZKMLGEN-PROVING-KEY-V1");

    private static byte[] Header(ProvingKey key)
    {
        var header = new byte[HeaderSize];
        byte[][] digests = [Label, key.Header.KeyDigest, key.Header.CircuitDigest, key.Header.ModelDigest];
        for (var k = 0; k < 4; k++) digests[k].CopyTo(header, k * DigestSize);
        int[] counts = [key.IsDevelopment ? 1 : 0, key.WeightBlinding.Length, key.Powers.Length, key.Lagrange.Length];
        for (var k = 0; k < 4; k++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * DigestSize + k * sizeof(int)), counts[k]);
        return header;
    }

    private static byte[] Points(G1Affine[] points)
    {
        var bytes = new byte[points.Length * G1Affine.Size];
        for (var i = 0; i < points.Length; i++) points[i].Write(bytes.AsSpan(i * G1Affine.Size));
        return bytes;
    }
}
