using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ZkmlGen.Generator.Emit;

/// <summary>An interpolated string under invariant culture, whatever the culture of the compiler's process is.</summary>
[InterpolatedStringHandler]
internal readonly ref struct CodeText(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + 8 * formattedCount);

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted<T>(T value) =>
        text.Append(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

    public void AppendFormatted<T>(T value, string format) where T : IFormattable => text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    /// <summary>The text.</summary>
    public static string Of(CodeText text) => text.ToString();
}
