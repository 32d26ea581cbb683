using System.Globalization;
using System.Text.Json;

namespace ZkmlGen.Tool.Reports;

/// <summary>What <c>zkml bench</c> prints.</summary>
/// <param name="Version">Of the tool.</param>
/// <param name="Cpu">The processor.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="Isa">The kernel: avx512words, avx512, avx2, arm64 or scalar.</param>
/// <param name="One">Times on one thread, by names that end in the unit.</param>
/// <param name="All">Times on all threads, by the same names.</param>
internal sealed record BenchReport(
    string Version, string Cpu, string Runtime, string Isa, IReadOnlyDictionary<string, double> One, IReadOnlyDictionary<string, double> All)
{
    /// <summary>Significant digits.</summary>
    private const int Digits = 4;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this with { One = Rounded(One), All = Rounded(All) }, Options);

    /// <summary>A table.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine($"zkml {Version}, {Runtime}, {Cpu}, kernel {Isa}");
        foreach (var (name, one) in One) writer.WriteLine($"{name,-18} {Text(one),10} {Text(All[name]),10}");
    }

    private static Dictionary<string, double> Rounded(IReadOnlyDictionary<string, double> times) => times.ToDictionary(time => time.Key, time => Rounded(time.Value));

    private static double Rounded(double value) => Math.Round(value, Math.Max(0, Digits - 1 - (int)Math.Floor(Math.Log10(value))));

    private static string Text(double value) => Rounded(value).ToString(CultureInfo.InvariantCulture);
}
