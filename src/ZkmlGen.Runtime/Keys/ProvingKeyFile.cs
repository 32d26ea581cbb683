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
    internal const int DigestSize = 32;
    internal const int HeaderSize = 4 * DigestSize + 4 * sizeof(int);
    internal const int ScalarSize = 32;

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
        using var reader = new ProvingKeyReader(file, path);
        return reader.Read();
    }

    private static void Write(ProvingKey key, Stream stream)
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

    internal static byte[] Label => KeccakTranscript.Label("ZKMLGEN-PROVING-KEY-V1");

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
