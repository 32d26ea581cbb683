namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>The table of docs/gas.md.</summary>
internal static class GasTable
{
    /// <summary>Environment variable: if it is 1, tests write what they measure into the table in place of comparing.</summary>
    private const string UpdateVariable = "ZKML_UPDATE_GAS";
    private const string Advice = $"docs/gas.md differs from what was measured. If the change is meant, write it with {UpdateVariable}=1 dotnet test tests/ZkmlGen.Solidity.Tests -c Release --filter GasTests";

    private static string File => Path.Combine(RepositoryFiles.Root, "docs", "gas.md");

    /// <summary>Models that have a row.</summary>
    public static IEnumerable<string> Models => Rows(System.IO.File.ReadAllLines(File)).Select(Model);

    /// <summary>Fails unless these rows stand in the table as they are; or puts them there.</summary>
    public static void Check(IReadOnlyList<GasRow> rows)
    {
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") Update(rows);
        var written = Rows(System.IO.File.ReadAllLines(File)).ToDictionary(Model);
        var differences = rows.Where(row => written.GetValueOrDefault(row.Model) != row.ToString());
        Assert.True(!differences.Any(), $"{Advice}\n{string.Join('\n', differences.Select(row => $"written  {written.GetValueOrDefault(row.Model)}\nmeasured {row}"))}");
    }

    private static void Update(IReadOnlyList<GasRow> rows)
    {
        var lines = System.IO.File.ReadAllLines(File).ToList();
        var kept = Rows(lines).ToDictionary(Model);
        foreach (var row in rows) kept[row.Model] = row.ToString();
        var start = Start(lines);
        lines.RemoveRange(start, Rows(lines).Count());
        lines.InsertRange(start, CompiledModels.Small.Keys.Concat(CompiledModels.Public).Where(kept.ContainsKey).Select(model => kept[model]));
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");
    }

    private static IEnumerable<string> Rows(IReadOnlyList<string> lines) => lines.Skip(Start(lines)).TakeWhile(line => line.StartsWith('|'));

    /// <summary>The line behind the one that separates head and rows.</summary>
    private static int Start(IReadOnlyList<string> lines) => lines.TakeWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Count() + 1;

    private static string Model(string row) => row.Split('|', StringSplitOptions.TrimEntries)[1];
}
