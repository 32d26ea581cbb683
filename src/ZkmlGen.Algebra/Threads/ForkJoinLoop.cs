using System.Runtime.ExceptionServices;

namespace ZkmlGen.Algebra;

/// <summary>One loop of <see cref="ForkJoin"/>: threads take its parts one by one.</summary>
internal sealed class ForkJoinLoop(int parts, Action<int> body)
{
    private const int SpinsBeforeBlocking = 200;

    private readonly ManualResetEventSlim finished = new(false, SpinsBeforeBlocking);
    private ExceptionDispatchInfo? failure;
    private int taken;
    private int done;

    public int Parts => parts;

    /// <summary>False once all parts are taken.</summary>
    public bool HasParts => Volatile.Read(ref taken) < parts;

    /// <summary>Takes parts until there are none.</summary>
    public void Work()
    {
        for (var part = Interlocked.Increment(ref taken) - 1; part < parts; part = Interlocked.Increment(ref taken) - 1)
        {
            try
            {
                body(part);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
            if (Interlocked.Increment(ref done) == parts) finished.Set();
        }
    }

    /// <summary>Until all parts are finished. Throws what the first part that failed threw.</summary>
    public void Wait()
    {
        finished.Wait();
        failure?.Throw();
    }
}
