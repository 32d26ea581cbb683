using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>
/// A .ptau file like those of snarkjs (tests/vectors has real ones, too small for a circuit). Of the powers in G2 only the first two are right: nobody reads the others.
/// </summary>
internal static class PtauBytes
{
    private static readonly BigInteger Modulus = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    /// <summary>A file of that power; a prepared one has a section of Lagrange bases behind its powers.</summary>
    public static byte[] Of(int power, bool prepared = false)
    {
        var srs = Srs.CreateDevelopment((2 << power) - 1);
        byte[] header = [.. BitConverter.GetBytes(32), .. Modulus.ToByteArray(isUnsigned: true), .. BitConverter.GetBytes(power), .. BitConverter.GetBytes(power)];
        byte[] powers = [.. srs.Powers.ToArray().SelectMany(point => Bytes(G1Affine.Size, point.Write))];
        byte[] powersInG2 = new byte[G2Affine.Size << power];
        SwapParts(Bytes(G2Affine.Size, srs.G2.Write)).CopyTo(powersInG2, 0);
        SwapParts(Bytes(G2Affine.Size, srs.TauG2.Write)).CopyTo(powersInG2, G2Affine.Size);
        byte[][] sections = [header, powers, powersInG2];
        var content = sections.SelectMany((body, i) => Section(i + 1, body));
        if (prepared) content = content.Concat(Section(12, new byte[1000]));
        return [.. "ptau"u8, 1, 0, 0, 0, (byte)(prepared ? 4 : 3), 0, 0, 0, .. content];
    }

    private delegate void Write(Span<byte> bytes);

    /// <summary>Coordinates little-endian, in Montgomery form with factor 2^256.</summary>
    private static byte[] Bytes(int size, Write write)
    {
        var bytes = new byte[size];
        write(bytes);
        return [.. bytes.Chunk(32).SelectMany(word => Word((new BigInteger(word, isUnsigned: true, isBigEndian: true) << 256) % Modulus))];
    }

    private static byte[] Word(BigInteger value)
    {
        var word = new byte[32];
        value.TryWriteBytes(word, out _, isUnsigned: true);
        return word;
    }

    /// <summary>The EVM has the imaginary part first, the file the real one.</summary>
    private static byte[] SwapParts(byte[] point) => [.. point[32..64], .. point[..32], .. point[96..], .. point[64..96]];

    private static IEnumerable<byte> Section(int type, byte[] body) => [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes((long)body.Length), .. body];
}
