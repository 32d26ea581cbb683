using System.CommandLine;
using System.Runtime.InteropServices;
using ZkmlGen.Algebra;
using ZkmlGen.Tool.Bench;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool.Commands;

/// <summary><c>zkml bench</c>: how fast this machine does what proofs are made of.</summary>
internal static class BenchCommand
{
    private const double Seconds = 0.8;
    private const int Samples = 5;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>(TryOptions.JsonName) { Description = "Print one JSON object." };
        var quick = new Option<bool>("--quick") { Description = "Run everything once, cold: shows that it works, not how fast it is." };
        Command command = new(
            "bench",
            $"Measures products, transforms, sums of points (2^18 down to 2^12 of them, full-width or 16-bit scalars) and a check of two pairings, on one thread and on all; takes half a minute. "
                + $"Transforms and sums share their work among the threads; of products and pairings each thread does its own, and the time is divided by their number. The variable {KernelFactory.Variable} names another kernel than the best.")
        {
            json, quick,
        };
        command.SetAction((parsed, _) =>
        {
            var asJson = parsed.GetValue(json);
            return Failure.GuardAsync("", asJson, () => Task.FromResult(Run(parsed.GetValue(quick) ? new(0, 1) : new(Seconds, Samples), asJson)));
        });
        return command;
    }

    private static int Run(Meter meter, bool json)
    {
        var kernel = KernelFactory.Current;
        using var primitives = new Primitives(meter);
        var report = new BenchReport(
            Machine.Version, Machine.Processor, RuntimeInformation.FrameworkDescription, kernel, primitives.Measure(1), primitives.Measure(Environment.ProcessorCount));
        if (json) Console.WriteLine(report.ToJson());
        else report.Write(Console.Out);
        return 0;
    }
}
