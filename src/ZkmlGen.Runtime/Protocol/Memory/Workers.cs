namespace ZkmlGen.Runtime.Protocol;

/// <summary>Runs independent items on up to so many threads.</summary>
internal sealed class Workers(int threads)
{
    public int Threads { get; } = threads;

    /// <summary>Calls body(item, worker) for all items below count, in no order; worker is below Threads, and no two calls with one worker overlap.</summary>
    public void Run(int count, CancellationToken cancellation, Action<int, int> body)
    {
        cancellation.ThrowIfCancellationRequested();
        var active = Math.Min(Threads, count);
        if (active <= 1)
        {
            for (var item = 0; item < count; item++)
            {
                cancellation.ThrowIfCancellationRequested();
                body(item, 0);
            }
            return;
        }
        var next = -1;
        var options = new ParallelOptions { MaxDegreeOfParallelism = active, CancellationToken = cancellation };
        Parallel.For(0, active, options, worker =>
        {
            for (var item = Interlocked.Increment(ref next); item < count && !cancellation.IsCancellationRequested; item = Interlocked.Increment(ref next))
            {
                body(item, worker);
            }
        });
        cancellation.ThrowIfCancellationRequested();
    }
}
