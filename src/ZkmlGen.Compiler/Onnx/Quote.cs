using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>Puts names and shapes from a model file into messages: one line, of bounded length, whatever the file holds.</summary>
internal static class Quote
{
    private const int MaxLength = 80;

    /// <summary>The name in quotes; control characters become escapes and long names are cut.</summary>
    public static string Name(string name)
    {
        var text = new StringBuilder("'");
        foreach (var character in name.Length > MaxLength ? name.Substring(0, MaxLength) : name)
        {
            if (character == '\n') text.Append("\\n");
            else if (char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029')
                text.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(character);
        }
        return text.Append(name.Length > MaxLength ? "...'" : "'").ToString();
    }

    /// <summary>[1, 3, 32, 32].</summary>
    public static string Shape(IEnumerable<int> shape) => "[" + string.Join(", ", shape) + "]";

    /// <summary>[1, 3, 32, 32], cut after a few numbers.</summary>
    public static string Shape(IReadOnlyList<long> shape) =>
        "[" + string.Join(", ", shape.Take(12)) + (shape.Count > 12 ? ", ...]" : "]");
}
