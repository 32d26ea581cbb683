using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The public values of a proof: words, then commitments, then the digest of the weight commitments; empty if the key has them.</summary>
internal sealed record Statement(Fr[] Words, G1Affine[] Commitments, byte[] WeightsDigest)
{
    /// <summary>Check 1: false unless the number of values is exact, every word below r, every coordinate below q and every commitment on the curve.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, CircuitDescription circuit, [NotNullWhen(true)] out Statement? statement)
    {
        statement = null;
        var points = new G1Affine[circuit.Commitments.Count];
        var end = circuit.PublicWords * PublicWords.Size;
        if (bytes.Length != circuit.PublicValues * PublicWords.Size || !PublicWords.TryRead(bytes[..end], circuit.PublicWords, out var words)) return false;
        for (var i = 0; i < points.Length; i++)
        {
            if (!G1Affine.TryRead(bytes.Slice(end + i * G1Affine.Size, G1Affine.Size), out points[i])) return false;
        }
        statement = new(words, points, bytes[(end + points.Length * G1Affine.Size)..].ToArray());
        return true;
    }

    /// <summary>The values in order.</summary>
    public BigInteger[] ToIntegers() => [.. Write().Chunk(PublicWords.Size).Select(value => new BigInteger(value, isUnsigned: true, isBigEndian: true))];

    /// <summary>32 bytes a value, big-endian.</summary>
    public byte[] Write()
    {
        byte[] bytes = [.. PublicWords.Write(Words), .. new byte[Commitments.Length * G1Affine.Size], .. WeightsDigest];
        for (var i = 0; i < Commitments.Length; i++) Commitments[i].Write(bytes.AsSpan(Words.Length * PublicWords.Size + i * G1Affine.Size));
        return bytes;
    }
}
