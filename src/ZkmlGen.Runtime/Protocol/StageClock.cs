using System.Diagnostics;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Tells the listener which stage starts, stops there if the proof is cancelled, and takes the times.</summary>
internal sealed class StageClock(IProgress<ProveProgress>? listener, CancellationToken cancellation)
{
    private readonly List<KeyValuePair<string, double>> rounds = new(ProveProgress.Steps);
    private string? current;
    private long started;

    public void Start(int step, string name)
    {
        Stop();
        (current, started) = (name, Stopwatch.GetTimestamp());
        listener?.Report(new ProveProgress(step, name));
        cancellation.ThrowIfCancellationRequested();
    }

    public ProveTimings Finish()
    {
        Stop();
        listener?.Report(new ProveProgress(ProveProgress.Steps, "done"));
        return new ProveTimings(rounds[0].Value, rounds);
    }

    private void Stop()
    {
        if (current is not null) rounds.Add(new(current, Stopwatch.GetElapsedTime(started).TotalSeconds));
        current = null;
    }
}
