using System.Globalization;
using System.Text.RegularExpressions;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>A line of the table of docs/protocol.md, section 7.</summary>
/// <param name="Columns">Names; a name that ends with _c or _k stands for one column per lane or weight.</param>
/// <param name="Uniform">Which rows or coefficients are uniform.</param>
/// <param name="Step">When they are drawn; null: at setup.</param>
/// <param name="Revealed">What is seen of a column.</param>
internal sealed partial record BlindingLine(string[] Columns, string Uniform, int? Step, string Revealed)
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<BlindingLine> All { get; } = Read();

    /// <summary>The line of a column of the column map.</summary>
    public static BlindingLine Of(string column) => All.Single(line => line.Columns.Any(name => Regex.IsMatch(column, $"^{name.Replace("_c", @"_\d+")}$")));

    /// <summary>The uniform rows of a column with N rows, ascending.</summary>
    public int[] Rows(int rows)
    {
        var range = RangeRegex().Match(Uniform);
        if (range.Success) return [.. Enumerable.Range(rows - Number(range), Number(range))];
        var coefficients = CountRegex().Match(Uniform);
        if (coefficients.Success) return [.. Enumerable.Range(0, Number(coefficients))];
        return [.. RowRegex().Matches(Uniform).Select(match => rows - Number(match)).Order()];
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static List<BlindingLine> Read()
    {
        using var reader = new StreamReader(typeof(BlindingLine).Assembly.GetManifestResourceStream("protocol.md")!);
        var lines = reader.ReadToEnd().Split('\n');
        var table = lines.SkipWhile(line => !line.StartsWith("## 7", StringComparison.Ordinal)).SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1);
        return [.. table.TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => new BlindingLine(
            cells[1].Trim('`').Split(", "), cells[2], cells[3].StartsWith("step ", StringComparison.Ordinal) ? cells[3][5] - '0' : null, cells[4]))];
    }

    [GeneratedRegex(@"^N-(\d+)\.\.N-1")]
    private static partial Regex RangeRegex();

    [GeneratedRegex(@"^(\d+) coefficients")]
    private static partial Regex CountRegex();

    [GeneratedRegex(@"\bN-(\d+)\b")]
    private static partial Regex RowRegex();
}
