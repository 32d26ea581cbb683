namespace ZkmlGen.Runtime;

/// <summary>Where a prover is.</summary>
/// <param name="Step">The stage that starts, from 0 (inference) to 7; 8: done.</param>
/// <param name="Name">What it does.</param>
public readonly record struct ProveProgress(int Step, string Name)
{
    /// <summary>Number of stages.</summary>
    public const int Steps = 8;
}

/// <summary>Wall-clock times of the last proof.</summary>
/// <param name="WitnessSeconds">Quantised inference.</param>
/// <param name="Rounds">Names and seconds of the stages in order, inference first.</param>
public sealed record ProveTimings(double WitnessSeconds, IReadOnlyList<KeyValuePair<string, double>> Rounds)
{
    /// <summary>Seconds in all.</summary>
    public double TotalSeconds => Rounds.Sum(round => round.Value);
}
