using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>The digest of the key, docs/protocol.md, section 5.</summary>
internal static class KeyDigest
{
    public static byte[] Compute(ReadOnlySpan<byte> description, ReadOnlySpan<G1Affine> fixedColumns, ReadOnlySpan<G1Affine> weights, in G2Affine tauG2, bool isDevelopment)
    {
        using var message = new MemoryStream();
        message.Write(KeccakTranscript.Label(isDevelopment ? "ZKMLGEN-DEV-KEY-V1" : "ZKMLGEN-KEY-V1"));
        message.Write(Keccak256.Hash(description));
        Write(message, G1Affine.Generator);
        Write(message, G2Affine.Generator);
        Write(message, tauG2);
        foreach (ref readonly var point in fixedColumns) Write(message, point);
        foreach (ref readonly var point in weights) Write(message, point);
        return Keccak256.Hash(message.ToArray());
    }

    private static void Write(Stream stream, in G1Affine point)
    {
        Span<byte> bytes = stackalloc byte[G1Affine.Size];
        point.Write(bytes);
        stream.Write(bytes);
    }

    private static void Write(Stream stream, in G2Affine point)
    {
        Span<byte> bytes = stackalloc byte[G2Affine.Size];
        point.Write(bytes);
        stream.Write(bytes);
    }
}
