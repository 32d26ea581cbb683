namespace ZkmlGen.Tests.Shared;

/// <summary>
/// What the security suites count. <c>./test.sh --security</c> names a folder in ZKML_SECURITY_REPORT, adds up the numbers of equal rows and prints them.
/// </summary>
internal static class SecurityReport
{
    /// <summary>[Trait(SecurityReport.Trait, SecurityReport.Slow)]: only with this switch. Quick: with it, and in the default run too.</summary>
    public const string Trait = "Category", Slow = "Security", Quick = "SecurityQuick";

    private static readonly string? folder = Environment.GetEnvironmentVariable("ZKML_SECURITY_REPORT");
    private static readonly Lock writing = new();

    /// <summary>Adds to a row of the table.</summary>
    public static void Count(string row, long number = 1)
    {
        if (folder is not { Length: > 0 }) return;
        lock (writing) File.AppendAllText(Path.Combine(folder, $"{Environment.ProcessId}.tsv"), $"{number}\t{row}\n");
    }
}
