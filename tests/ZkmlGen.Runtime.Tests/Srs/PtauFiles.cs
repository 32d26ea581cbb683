using System.Buffers.Binary;

namespace ZkmlGen.Runtime.Tests;

/// <summary>Files of power 6 by snarkjs (tests/vectors/make-ptau.mjs), and the places of things in them.</summary>
internal static class PtauFiles
{
    /// <summary>2^7 - 1 powers in G1.</summary>
    public const int Powers = 127;

    public static byte[] Raw => Read("raw.ptau");
    public static byte[] Prepared => Read("prepared.ptau");

    /// <summary>The place of the body of a section.</summary>
    public static int Section(byte[] file, int type)
    {
        var position = 12;
        while (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(position)) != type)
        {
            position += 12 + (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(position + 4));
        }
        return position + 12;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PtauFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
