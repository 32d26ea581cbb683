using System.Globalization;
using System.Text.Json.Nodes;

namespace ZkmlGen.Evm;

/// <summary>The hexadecimal texts of Ethereum's JSON-RPC.</summary>
public static class Hex
{
    /// <summary>0x and two lower-case digits a byte.</summary>
    public static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>The bytes of such a text.</summary>
    public static byte[] Bytes(string? text) => text is null ? [] : Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text);

    /// <summary>A quantity (0x1a) as a number.</summary>
    internal static long Quantity(JsonNode? node) => long.Parse(((string)node!)[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
