namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>A table of docs/gas.md.</summary>
/// <param name="name">The first column's.</param>
/// <param name="order">What has a row, in order.</param>
internal sealed class GasTable(string name, IReadOnlyCollection<string> order)
{
    /// <summary>Environment variable: if it is 1, tests write what they measure into the tables in place of comparing.</summary>
    private const string UpdateVariable = "ZKML_UPDATE_GAS";
    private const string Advice = $"docs/gas.md differs from what was measured. If the change is meant, write it with {UpdateVariable}=1 dotnet test tests/ZkmlGen.Solidity.Tests -c Release --filter GasTests";

    private static string File => Path.Combine(RepositoryFiles.Root, "docs", "gas.md");

    /// <summary>What has a row on the page.</summary>
    public IEnumerable<string> Written => Rows(System.IO.File.ReadAllLines(File)).Select(First);

    /// <summary>Fails unless these rows stand in the table as they are; or puts them there.</summary>
    public void Check(IReadOnlyList<string> rows)
    {
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") Update(rows);
        var written = Rows(System.IO.File.ReadAllLines(File)).ToDictionary(First);
        var differences = rows.Where(row => written.GetValueOrDefault(First(row)) != row);
        Assert.True(!differences.Any(), $"{Advice}\n{string.Join('\n', differences.Select(row => $"written  {written.GetValueOrDefault(First(row))}\nmeasured {row}"))}");
    }

    private void Update(IReadOnlyList<string> rows)
    {
        var lines = System.IO.File.ReadAllLines(File).ToList();
        var kept = Rows(lines).ToDictionary(First);
        foreach (var row in rows) kept[First(row)] = row;
        var start = Start(lines);
        lines.RemoveRange(start, Rows(lines).Count());
        lines.InsertRange(start, order.Where(kept.ContainsKey).Select(item => kept[item]));
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");
    }

    private IEnumerable<string> Rows(IReadOnlyList<string> lines) => lines.Skip(Start(lines)).TakeWhile(line => line.StartsWith('|'));

    /// <summary>The line behind head and separator.</summary>
    private int Start(IReadOnlyList<string> lines) => lines.TakeWhile(line => !line.StartsWith($"| {name} |", StringComparison.Ordinal)).Count() + 2;

    private static string First(string row) => row.Split('|', StringSplitOptions.TrimEntries)[1];
}
