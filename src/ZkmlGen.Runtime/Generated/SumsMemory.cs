using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Vectors for intermediate sums, of one thread each, in an array that grows to what a circuit needs and then stays.</summary>
internal static class SumsMemory
{
    [ThreadStatic]
    private static Fr[]? memory;
    [ThreadStatic]
    private static int used;

    /// <summary>count zeros.</summary>
    public static Span<Fr> Rent(int count)
    {
        if (memory is null || memory.Length - used < count)
        {
            // Vectors in use keep the old array alive; the new one has room for them too, for the next time.
            memory = new Fr[Math.Max(2 * (memory?.Length ?? 0), checked(used + count))];
        }
        var sums = memory.AsSpan(used, count);
        used += count;
        sums.Clear();
        return sums;
    }

    /// <summary>All vectors of this thread may be given out again.</summary>
    public static void Free() => used = 0;
}
