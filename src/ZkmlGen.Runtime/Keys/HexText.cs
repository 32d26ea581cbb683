using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Bytes and points in the JSON files: hexadecimal with 0x, points as on the EVM.</summary>
internal static class HexText
{
    public static string Write(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static string Write(in G1Affine point)
    {
        Span<byte> bytes = stackalloc byte[G1Affine.Size];
        point.Write(bytes);
        return Write(bytes);
    }

    public static string Write(in G2Affine point)
    {
        Span<byte> bytes = stackalloc byte[G2Affine.Size];
        point.Write(bytes);
        return Write(bytes);
    }

    /// <exception cref="FormatException">It has other characters, or an odd number of them.</exception>
    /// <exception cref="InvalidDataException">It does not start with 0x.</exception>
    public static byte[] Bytes(string hex) =>
        hex.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(hex.AsSpan(2)) : throw new InvalidDataException($"'{hex}' does not start with 0x.");

    /// <inheritdoc cref="Bytes"/>
    public static G1Affine PointOfG1(string hex) =>
        G1Affine.TryRead(Bytes(hex), out var point) ? point : throw new InvalidDataException($"{hex} is no point of G1.");

    /// <inheritdoc cref="Bytes"/>
    public static G2Affine PointOfG2(string hex) =>
        G2Affine.TryRead(Bytes(hex), out var point) ? point : throw new InvalidDataException($"{hex} is no point of G2.");
}
