using System.Diagnostics;

namespace ZkmlGen.Algebra;

/// <summary>
/// Runs the parts of a loop on threads that stay awake between loops. A proof is some hundred short loops, one after the other; threads of the pool sleep
/// between them, and to wake one takes about as long as some of these loops. The threads are made when they are first needed, one less than there are processors;
/// they look for work for <see cref="AwakeMicroseconds"/> and then sleep.
/// </summary>
public static class ForkJoin
{
    private const int AwakeMicroseconds = 200;
    private const int SpinIterations = 20;

    private static readonly Lock Gate = new();
    private static readonly List<ForkJoinLoop> Open = [];
    private static readonly SemaphoreSlim Work = new(0);
    private static readonly int Helpers = Math.Max(0, Environment.ProcessorCount - 1);
    private static int openCount, sleeping;
    private static bool started;

    /// <summary>
    /// Calls body(part) once for each part below parts, in no order, on this thread and on others that have nothing to do; this thread does all that nobody
    /// else takes. Parts must not wait for each other. Loops may be nested, and run at the same time.
    /// </summary>
    /// <exception cref="Exception">What a part threw, the first one to fail; other parts may have been called or not.</exception>
    public static void Run(int parts, Action<int> body)
    {
        if (parts <= 1 || Helpers == 0)
        {
            for (var part = 0; part < parts; part++) body(part);
            return;
        }
        var loop = new ForkJoinLoop(parts, body);
        Publish(loop);
        loop.Work();
        Withdraw(loop);
        loop.Wait();
    }

    /// <summary>
    /// Calls body(item, worker) for items below count, in no order, on up to so many threads, until one returns false; then the result is false. worker is below
    /// threads, and no two calls with one worker overlap.
    /// </summary>
    /// <exception cref="Exception">What an item threw, the first one to fail; other items may have been called or not.</exception>
    public static bool TryRun(int threads, int count, Func<int, int, bool> body)
    {
        var (next, going) = (-1, true);
        Run(Math.Min(threads, count), worker =>
        {
            for (var item = Interlocked.Increment(ref next); item < count && Volatile.Read(ref going); item = Interlocked.Increment(ref next))
            {
                if (!body(item, worker)) Volatile.Write(ref going, false);
            }
        });
        return going;
    }

    private static void Publish(ForkJoinLoop loop)
    {
        int wake;
        lock (Gate)
        {
            if (!started) Start();
            Open.Add(loop);
            openCount = Open.Count;
            wake = Math.Min(loop.Parts - 1, sleeping);
            sleeping -= wake;
        }
        if (wake > 0) Work.Release(wake);
    }

    private static void Withdraw(ForkJoinLoop loop)
    {
        lock (Gate)
        {
            Open.Remove(loop);
            openCount = Open.Count;
        }
    }

    private static void Start()
    {
        started = true;
        for (var i = 0; i < Helpers; i++) new Thread(Help) { IsBackground = true, Name = $"{nameof(ForkJoin)} {i}" }.Start();
    }

    private static void Help()
    {
        while (true)
        {
            while (Next() is { } loop) loop.Work();
            if (IsQuiet() && Sleep()) Work.Wait();
        }
    }

    /// <summary>The youngest loop with parts that nobody has taken.</summary>
    private static ForkJoinLoop? Next()
    {
        if (Volatile.Read(ref openCount) == 0) return null;
        lock (Gate) return Youngest();
    }

    private static ForkJoinLoop? Youngest() => Open.FindLast(loop => loop.HasParts);

    /// <summary>True if no loop came up for a while.</summary>
    private static bool IsQuiet()
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMicroseconds < AwakeMicroseconds;)
        {
            if (Next() is not null) return false;
            Thread.SpinWait(SpinIterations);
        }
        return true;
    }

    /// <summary>Counts this thread among those who wait to be woken, unless a loop came up.</summary>
    private static bool Sleep()
    {
        lock (Gate)
        {
            if (Youngest() is not null) return false;
            sleeping++;
            return true;
        }
    }
}
