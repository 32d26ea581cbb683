using System.Buffers.Binary;
using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// One pass over the sections of a .ptau stream. The format: "ptau", version 1, number of sections, then the sections (type, length, body), all little-endian:
/// 1 = header (size and value of the base field's modulus, power, power of the ceremony), 2 = 2^(power+1) - 1 powers in G1, 3 = 2^power powers in G2; others are
/// skipped, those of a prepared file among them (12: Lagrange bases). Points are checked to be on their curves and in their groups.
/// </summary>
internal sealed class PtauSections(Stream stream, string name)
{
    private const int HeaderSection = 1, PowersInG1 = 2, PowersInG2 = 3, LagrangeInG1 = 12;

    /// <summary>Section 1: 4 bytes size of q, q, power, power of the ceremony.</summary>
    private const int HeaderLength = 4 + 32 + 4 + 4;

    /// <summary>Points read at a time.</summary>
    private const int BufferPoints = 1 << 16;

    private static readonly BigInteger Modulus = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    private int power = -1;
    private bool hasPowers, isPrepared;
    private G2Affine[]? powersInG2;

    /// <summary>All sections; the first limit powers in G1 go to the sink.</summary>
    public SrsInfo Read(long limit, PowersSink sink)
    {
        var count = ReadStart();
        for (var i = 0; i < count; i++)
        {
            ReadSection(limit, sink);
        }
        if (!hasPowers || powersInG2 is null)
        {
            throw Error($"has no section {(hasPowers ? PowersInG2 : PowersInG1)} with the powers of tau in {(hasPowers ? "G2" : "G1")}");
        }
        if (powersInG2[0] != G2Affine.Generator)
        {
            throw Error("does not start its powers in G2 with the generator of BN254");
        }
        return new SrsInfo(Available, powersInG2[1], isPrepared ? SrsKind.PreparedCeremony : SrsKind.Ceremony);
    }

    private long Available => (1L << (power + 1)) - 1;

    private uint ReadStart()
    {
        Span<byte> start = stackalloc byte[12];
        ReadExactly(start, "its first 12 bytes");
        if (!start[..4].SequenceEqual("ptau"u8))
        {
            throw Error("is not a .ptau file: it does not start with 'ptau'");
        }
        var version = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);
        return version == 1 ? BinaryPrimitives.ReadUInt32LittleEndian(start[8..]) : throw Error($"has version {version} of the .ptau format; only version 1 can be read");
    }

    private void ReadSection(long limit, PowersSink sink)
    {
        Span<byte> head = stackalloc byte[12];
        ReadExactly(head, "the start of a section");
        var type = BinaryPrimitives.ReadUInt32LittleEndian(head);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(head[4..]);
        switch (type)
        {
            case HeaderSection when power < 0:
                ReadHeader(length);
                break;
            case PowersInG1 when !hasPowers:
                RequireHeader(type);
                var needed = Math.Min(limit, Available);
                ReadPoints<G1Affine>(type, length, needed, Available, G1Affine.Size, G1Affine.TryReadMontgomery, points => sink(points, needed));
                hasPowers = true;
                break;
            case PowersInG2 when powersInG2 is null:
                RequireHeader(type);
                ReadPoints<G2Affine>(type, length, 2, 1L << power, G2Affine.Size, G2Affine.TryReadMontgomery, points => powersInG2 = points.ToArray());
                break;
            default:
                isPrepared |= type == LagrangeInG1;
                Skip(length, type);
                break;
        }
    }

    private void ReadHeader(ulong length)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (length < 4)
        {
            throw Error($"has a header section of {length} bytes, too short for its content");
        }
        ReadExactly(header[..4], "its header section");
        var fieldSize = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (fieldSize != 32 || length != HeaderLength)
        {
            throw Error($"is for another curve: its field elements take {fieldSize} bytes, those of BN254 take 32");
        }
        ReadExactly(header[4..], "its header section");
        if (new BigInteger(header[4..36], isUnsigned: true) != Modulus)
        {
            throw Error("is for another curve: its base field is not that of BN254 (bn128)");
        }
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(header[36..]);
        power = stated is >= 1 and <= 28 ? (int)stated : throw Error($"states the power {stated}; it must be between 1 and 28");
    }

    private void RequireHeader(uint type)
    {
        if (power < 0) throw Error($"has section {type} before its header section");
    }

    private delegate bool PointParser<T>(ReadOnlySpan<byte> bytes, out T point);

    private delegate void PointsSink<T>(ReadOnlySpan<T> points);

    /// <summary>The first needed points of a section of total points; the rest is skipped.</summary>
    private void ReadPoints<T>(uint type, ulong length, long needed, long total, int pointSize, PointParser<T> parse, PointsSink<T> sink)
    {
        if (length != (ulong)(total * pointSize))
        {
            throw Error($"has a section {type} of {length} bytes; with power {power} it should have {total * pointSize}");
        }
        var points = new T[Math.Min(needed, BufferPoints)];
        var buffer = new byte[points.Length * pointSize];
        for (long start = 0; start < needed; start += points.Length)
        {
            var count = (int)Math.Min(points.Length, needed - start);
            ReadExactly(buffer.AsSpan(0, count * pointSize), $"points {start} to {start + count - 1} of section {type}");
            Parse(buffer, points.AsMemory(0, count), start, type, pointSize, parse);
            sink(points.AsSpan(0, count));
        }
        Skip(length - (ulong)needed * (ulong)pointSize, type);
    }

    private void Parse<T>(byte[] buffer, Memory<T> points, long start, uint type, int pointSize, PointParser<T> parse)
    {
        var loop = Parallel.For(0, points.Length, (i, state) =>
        {
            if (!parse(buffer.AsSpan(i * pointSize, pointSize), out points.Span[i]))
            {
                state.Break();
            }
        });
        if (loop.LowestBreakIteration is { } bad)
        {
            throw Error($"is damaged: point {start + bad} of section {type} is not a point of {(type == PowersInG1 ? "G1" : "G2")}");
        }
    }

    private void ReadExactly(Span<byte> bytes, string what)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Error($"is truncated: it ends within {what}");
        }
    }

    private void Skip(ulong length, uint type)
    {
        if (stream.CanSeek)
        {
            if (length > (ulong)(stream.Length - stream.Position))
            {
                throw Error($"is truncated: it ends within section {type}");
            }
            stream.Seek((long)length, SeekOrigin.Current);
            return;
        }
        var buffer = new byte[(int)Math.Min(length, 1 << 16)];
        for (; length > 0; length -= (ulong)Math.Min((ulong)buffer.Length, length))
        {
            ReadExactly(buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, length)), $"section {type}");
        }
    }

    private InvalidDataException Error(string what) => new($"{name} {what}.");
}
