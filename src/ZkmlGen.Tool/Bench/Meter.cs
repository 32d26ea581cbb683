using System.Diagnostics;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Tool.Bench;

/// <summary>Times a piece of work: repeats it for a while, lets the first half of that warm up compiler and caches, and takes the median of the second.</summary>
/// <param name="seconds">How long to repeat it.</param>
/// <param name="samples">How many samples to take at least.</param>
internal sealed class Meter(double seconds, int samples)
{
    /// <summary>Samples are made of as many repetitions as take so long, so that the clock and the start of threads do not count.</summary>
    private const double SampleSeconds = 0.005;

    /// <summary>Seconds that one piece takes. Several pieces run side by side, each on its own thread: their time divided by their number.</summary>
    public double Seconds(params Action[] pieces)
    {
        var run = new Run(seconds, samples);
        using var barrier = new Barrier(pieces.Length, _ => run.Tick());
        Task.WaitAll([.. pieces.Select(piece => Task.Factory.StartNew(() => Work(piece, run, barrier), TaskCreationOptions.LongRunning))]);
        return run.Median / pieces.Length;
    }

    private static void Work(Action piece, Run run, Barrier barrier)
    {
        try
        {
            for (barrier.SignalAndWait(); !run.IsOver; barrier.SignalAndWait())
            {
                for (var i = 0; i < run.Repetitions; i++) piece();
            }
        }
        finally
        {
            barrier.RemoveParticipant(); // after an exception nobody waits for this thread
        }
    }

    /// <summary>The samples of one measurement. A tick, when all threads have arrived, ends a sample and starts the next.</summary>
    private sealed class Run(double seconds, int fewest)
    {
        private readonly List<double> samples = [];
        private long first, last;

        public int Repetitions { get; private set; } = 1;
        public bool IsOver { get; private set; }
        public double Median => ProveStage.Median(samples.Skip(samples.Count / 2));

        public void Tick()
        {
            if (first == 0) first = Stopwatch.GetTimestamp();
            else Add(Stopwatch.GetElapsedTime(last).TotalSeconds);
            IsOver = samples.Count >= fewest && Stopwatch.GetElapsedTime(first).TotalSeconds >= seconds;
            last = Stopwatch.GetTimestamp();
        }

        private void Add(double elapsed)
        {
            samples.Add(elapsed / Repetitions);
            if (elapsed < SampleSeconds) Repetitions *= 2;
        }
    }
}
