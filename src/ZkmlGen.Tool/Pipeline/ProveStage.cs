using System.Diagnostics;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Proofs of one input, with the times they took: medians over the repetitions.</summary>
/// <param name="Proof">The last proof.</param>
/// <param name="Seconds">Wall clock, inference included.</param>
/// <param name="CpuSeconds">Processor time of all cores.</param>
/// <param name="WitnessSeconds">Quantised inference.</param>
/// <param name="Rounds">By the stages' names.</param>
internal sealed record ProveStage(ZkProof Proof, double Seconds, double CpuSeconds, double WitnessSeconds, IReadOnlyDictionary<string, double> Rounds)
{
    /// <summary>Proves that many times.</summary>
    public static ProveStage Run(ZkProver prover, IReadOnlyList<float[]> inputs, ZkContext context, int repeat)
    {
        List<double> cpu = [];
        List<ProveTimings> timings = [];
        List<double> wall = [];
        ZkProof? proof = null;
        for (var i = 0; i < repeat; i++)
        {
            proof?.Dispose();
            var (cpuStart, start) = (ProcessUse.CpuSeconds, Stopwatch.GetTimestamp());
            proof = prover.Prove([.. inputs], context);
            wall.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            cpu.Add(ProcessUse.CpuSeconds - cpuStart);
            timings.Add(prover.LastTimings!);
        }
        var rounds = timings.SelectMany(timing => timing.Rounds).GroupBy(round => round.Key, round => round.Value);
        return new(proof!, Median(wall), Median(cpu), Median(timings.Select(timing => timing.WitnessSeconds)), rounds.ToDictionary(round => round.Key, Median));
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
