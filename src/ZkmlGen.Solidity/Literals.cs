using System.Globalization;
using System.Numerics;
using System.Text;
using ZkmlGen.Algebra;

namespace ZkmlGen.Solidity;

/// <summary>Values as Solidity literals, and texts of a model as harmless parts of a comment.</summary>
internal static class Literals
{
    /// <summary>A number, decimal.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A memory address or an offset.</summary>
    public static string Offset(int value) => "0x" + value.ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>32 bytes.</summary>
    public static string Word(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>A field element.</summary>
    public static string Word(in Fr value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.Write(bytes);
        return Word(bytes);
    }

    /// <summary>An integer at least 0, short ones in decimal.</summary>
    public static string Integer(BigInteger value) => value < 1024
        ? value.ToString(CultureInfo.InvariantCulture)
        : "0x" + value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    /// <summary>A double, so that reading it gives the same double.</summary>
    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A name that comes from a model file: it can't end the comment's line, nor hide anything in it.</summary>
    public static string Comment(string text)
    {
        const int longest = 80;
        var safe = new StringBuilder();
        foreach (var letter in text.Length > longest ? text.AsSpan(0, longest) : text)
        {
            safe.Append(char.IsAsciiLetterOrDigit(letter) || "_-.:/()[] ".Contains(letter) ? letter : '?');
        }
        return safe.ToString();
    }

    /// <summary>A contract's name from a model's name.</summary>
    public static string Identifier(string text)
    {
        var safe = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return safe.Length > 0 && !char.IsAsciiDigit(safe[0]) ? safe : "_" + safe;
    }
}
