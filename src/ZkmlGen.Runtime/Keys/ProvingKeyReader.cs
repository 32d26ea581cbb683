using System.Buffers.Binary;
using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

using static ProvingKeyFile;

/// <summary>Reads the format of <see cref="ProvingKeyFile"/>.</summary>
internal sealed class ProvingKeyReader(Stream stream, string name) : IDisposable
{
    private const int ChunkPoints = 1 << 14;
    private const int PartPoints = 1 << 10;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <exception cref="InvalidDataException">The file is no proving key of this version, or is damaged.</exception>
    public ProvingKey Read()
    {
        var header = Take(HeaderSize);
        if (!header.AsSpan(0, DigestSize).SequenceEqual(Label)) throw Fault("is no proving key of this version");
        var (development, scalarCount, powerCount, lagrangeCount) = (Count(header, 0), Count(header, 1), Count(header, 2), Count(header, 3));
        var length = HeaderSize + (long)scalarCount * ScalarSize + ((long)powerCount + lagrangeCount) * G1Affine.Size + DigestSize;
        if (development > 1 || length != stream.Length) throw Fault("is truncated or has another length than its header says");

        var scalars = Scalars(scalarCount);
        var (powers, lagrange) = (Points(powerCount), Points(lagrangeCount));
        var digest = hash.GetHashAndReset();
        if (!Take(DigestSize).AsSpan().SequenceEqual(digest)) throw Fault("is damaged: its checksum is wrong");
        return new ProvingKey(new ProvingKeyHeader(header[32..64], header[64..96], header[96..128], development == 1), scalars, powers, lagrange);
    }

    public void Dispose() => hash.Dispose();

    private int Count(byte[] header, int index)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * DigestSize + index * sizeof(int)));
        return count >= 0 ? count : throw Fault("has a negative count in its header");
    }

    private byte[] Take(int count)
    {
        var bytes = new byte[count];
        if (stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count) throw Fault("is truncated");
        hash.AppendData(bytes);
        return bytes;
    }

    private Fr[] Scalars(int count)
    {
        var bytes = Take(checked(count * ScalarSize));
        var scalars = new Fr[count];
        for (var i = 0; i < count; i++)
        {
            if (!Fr.TryRead(bytes.AsSpan(i * ScalarSize, ScalarSize), out scalars[i])) throw Fault("has a scalar that is not below r");
        }
        return scalars;
    }

    private G1Affine[] Points(int count)
    {
        var points = new G1Affine[count];
        for (var start = 0; start < count; start += ChunkPoints)
        {
            var chunk = points.AsMemory(start, Math.Min(ChunkPoints, count - start));
            if (!TryParse(Take(chunk.Length * G1Affine.Size), chunk)) throw Fault("has a point that is not on the curve");
        }
        return points;
    }

    private static bool TryParse(byte[] bytes, Memory<G1Affine> points)
    {
        var valid = true;
        Parallel.For(0, (points.Length + PartPoints - 1) / PartPoints, part =>
        {
            var target = points.Span;
            for (var i = part * PartPoints; i < Math.Min(target.Length, (part + 1) * PartPoints); i++)
            {
                if (!G1Affine.TryRead(bytes.AsSpan(i * G1Affine.Size, G1Affine.Size), out target[i])) Volatile.Write(ref valid, false);
            }
        });
        return valid;
    }

    private InvalidDataException Fault(string fault) => new($"{name} {fault}: run the setup again.");
}
