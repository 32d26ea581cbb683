using System.Buffers.Binary;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>The identity of an SRS.</summary>
internal static class SrsDigest
{
    /// <summary>keccak256([1]_1, [1]_2, [tau]_2, be256(size), be256(development ? 1 : 0)).</summary>
    public static byte[] Compute(in G1Affine one, in G2Affine tauG2, int size, bool isDevelopment)
    {
        Span<byte> bytes = stackalloc byte[G1Affine.Size + 2 * G2Affine.Size + 64];
        bytes.Clear();
        one.Write(bytes);
        G2Affine.Generator.Write(bytes[G1Affine.Size..]);
        tauG2.Write(bytes[(G1Affine.Size + G2Affine.Size)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[^36..], size);
        bytes[^1] = isDevelopment ? (byte)1 : (byte)0;
        return Keccak256.Hash(bytes);
    }
}
