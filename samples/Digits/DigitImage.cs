using System.Globalization;
using System.Text;

/// <summary>A drawing of 28x28 pixels, ink from 0 to 1.</summary>
internal sealed class DigitImage(float[] pixels)
{
    private const int Side = 28;
    private const string Shades = " .:-=+*#%@";

    /// <summary>Row by row.</summary>
    public float[] Pixels { get; } = pixels;

    /// <summary>Reads a PGM file in its text form: P2, width, height, white, then the pixels.</summary>
    public static DigitImage Read(string path)
    {
        var words = File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 4 + Side * Side || words[0] != "P2" || words[1] != "28" || words[2] != "28")
            throw new InvalidDataException($"'{path}' is not a PGM file (P2) of 28 by 28 pixels.");
        var numbers = words.Skip(3).Select(word => float.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new([.. numbers.Skip(1).Select(number => number / numbers[0])]);
    }

    /// <summary>The drawing in characters, two rows of pixels a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var y = 0; y < Side; y += 2)
        {
            for (var x = 0; x < Side; x++)
            {
                var ink = (Pixels[y * Side + x] + Pixels[(y + 1) * Side + x]) / 2;
                text.Append(Shades[(int)Math.Round(ink * (Shades.Length - 1))]);
            }
            text.AppendLine();
        }
        return text.ToString();
    }
}
