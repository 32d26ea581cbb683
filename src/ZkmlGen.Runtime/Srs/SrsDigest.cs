using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>The identity of an SRS: tau decides about all powers, however many of them are at hand.</summary>
internal static class SrsDigest
{
    /// <summary>keccak256([1]_1, [1]_2, [tau]_2).</summary>
    public static byte[] Compute(in G2Affine tauG2)
    {
        Span<byte> bytes = stackalloc byte[G1Affine.Size + 2 * G2Affine.Size];
        G1Affine.Generator.Write(bytes);
        G2Affine.Generator.Write(bytes[G1Affine.Size..]);
        tauG2.Write(bytes[(G1Affine.Size + G2Affine.Size)..]);
        return Keccak256.Hash(bytes);
    }
}
