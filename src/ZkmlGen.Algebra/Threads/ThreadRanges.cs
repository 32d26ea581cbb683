namespace ZkmlGen.Algebra;

/// <summary>Cuts a number of rows into one range for each thread; ranges start at multiples of eight.</summary>
internal static class ThreadRanges
{
    /// <summary>Rows that are worth a thread of their own.</summary>
    private const int Least = 512;

    /// <summary>Calls work(part, first, length) for every part from 0 to threads - 1 that is not empty. With one thread or few rows, all on this thread.</summary>
    public static void Run(int threads, int rows, Action<int, int, int> work)
    {
        var width = ((rows + threads - 1) / threads + 7) & ~7;
        if (threads == 1 || rows < 2 * Least)
        {
            for (var part = 0; part < threads; part++)
            {
                Call(part);
            }
            return;
        }
        ForkJoin.Run(threads, Call);

        void Call(int part)
        {
            var first = part * width;
            if (first < rows)
            {
                work(part, first, Math.Min(width, rows - first));
            }
        }
    }
}
