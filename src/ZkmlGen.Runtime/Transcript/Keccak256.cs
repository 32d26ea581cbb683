using Org.BouncyCastle.Crypto.Digests;

namespace ZkmlGen.Runtime;

/// <summary>Keccak-256 as the EVM computes it (the padding from before FIPS 202).</summary>
public static class Keccak256
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    /// <summary>keccak256(data).</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var keccak = new KeccakDigest(8 * Size);
        keccak.BlockUpdate(data);
        var digest = new byte[Size];
        keccak.DoFinal(digest);
        return digest;
    }
}
