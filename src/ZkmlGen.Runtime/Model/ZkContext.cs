using System.Buffers.Binary;
using System.Globalization;

namespace ZkmlGen.Runtime;

/// <summary>
/// 32 bytes that a proof is made for and that its verifier expects: a proof of one context is none of another. A contract that computes it from chain,
/// own address, sender and nonce takes each proof from one sender once. The default, all zeros, binds a proof to nothing.
/// </summary>
/// <param name="High">The first 16 bytes, big-endian.</param>
/// <param name="Low">The last 16 bytes, big-endian.</param>
public readonly record struct ZkContext(UInt128 High, UInt128 Low)
{
    /// <summary>Number of bytes.</summary>
    public const int Size = 32;
    private const int Half = Size / 2;

    /// <summary>The context of 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static ZkContext Read(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[Half..]))
        : throw new ArgumentException($"A context has {Size} bytes; {bytes.Length} were given.", nameof(bytes));

    /// <summary>Reads what <see cref="ToString"/> writes; upper-case digits, too.</summary>
    public static bool TryParse(string? text, out ZkContext context)
    {
        context = default;
        var valid = text is { Length: 2 + 2 * Size } && text.StartsWith("0x", StringComparison.Ordinal)
            && text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;
        if (valid) context = Read(Convert.FromHexString(text.AsSpan(2)));
        return valid;
    }

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(Half), Low);
        return bytes;
    }

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{High:x32}{Low:x32}");
}
