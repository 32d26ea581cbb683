using System.Globalization;

namespace ZkmlGen.Tool.Reports;

/// <summary>The report of <c>zkml try</c> for people.</summary>
internal static class TryText
{
    private const int Shown = 10;

    /// <summary>A few lines.</summary>
    public static void Write(TryReport report, TextWriter writer)
    {
        if (report.Seed is { } seed) writer.WriteLine($"random input, seed {seed}");
        writer.WriteLine($"output    {Values(report.Output)}");
        writer.WriteLine($"expected  {Values(report.Expected)}");
        writer.WriteLine(Of($"error     {report.MaxAbsError:0.#####}, {report.MaxRelError:0.###%} of the range; the class is {(report.ArgmaxEqual ? "the same" : "another")}"));
        writer.WriteLine(Of($"prove     {report.ProveSeconds:0.000} s ({report.ProveCpuSeconds:0.000} s of processor time; {report.PredictedProveSeconds:0.000} s predicted)"));
        writer.WriteLine(Of($"proof     {report.ProofBytes:N0} bytes, {report.Commitments} commitments; {report.Rows} rows, {report.Lanes} lanes, {report.ValueBits} bits"));
        writer.WriteLine(Of($"keys      {report.ProvingKeyBytes:N0} bytes to prove, made in {report.SetupSeconds:0.00} s"));
        writer.WriteLine(Of($"memory    {report.PeakRssBytes / 1e6:N0} MB"));
        writer.WriteLine(Of($"C#        {(report.Accepted ? "accepted" : "REFUSED")} in {report.VerifySeconds * 1000:0.0} ms"));
        if (report.WeightRanges is { } ranges)
            writer.WriteLine(Of($"ranges    {(ranges.Accepted ? "accepted" : "REFUSED")}: {ranges.Digits:N0} digits of weights proved in {ranges.ProveSeconds:0.00} s, {ranges.ProofBytes:N0} bytes, verified in {ranges.VerifySeconds:0.00} s{(ranges.EvmAccepted is { } onChain ? Of($", {(onChain ? "accepted" : "REFUSED")} on the EVM for {ranges.Gas:N0} gas") : "")}"));
        writer.WriteLine(report.EvmAccepted is { } accepted
            ? Of($"EVM       {(accepted ? "accepted" : "REFUSED")} for {report.Gas:N0} gas; contract of {report.VerifierCodeBytes:N0} bytes, call of {report.CalldataBytes:N0} bytes")
            : "EVM       not asked");
    }

    private static string Values(object outputs) => outputs switch
    {
        float[] values => string.Join(" ", values.Take(Shown).Select(value => value.ToString("0.####", CultureInfo.InvariantCulture))) + (values.Length > Shown ? $" ... ({values.Length})" : ""),
        IReadOnlyList<float[]> several => string.Join(" | ", several.Select(Values)),
        _ => "",
    };

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
