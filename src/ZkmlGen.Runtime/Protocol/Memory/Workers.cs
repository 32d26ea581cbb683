using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Runs independent items on up to so many threads.</summary>
internal sealed class Workers(int threads)
{
    /// <summary>Rows of a block: those of some vectors stay in a core's cache.</summary>
    private const int BlockRows = 512;

    public int Threads { get; } = threads;

    /// <summary>Calls all items.</summary>
    public void Run(CancellationToken cancellation, params Action[] items) => Run(items.Length, cancellation, (item, _) => items[item]());

    /// <summary>Calls first once, and meanwhile body as the last method does; first is what the first worker begins with.</summary>
    public void Run(Action first, int count, CancellationToken cancellation, Action<int, int> body) => Run(count + 1, cancellation, (item, worker) =>
    {
        if (item == 0) first();
        else body(item - 1, worker);
    });

    /// <summary>Calls body(start, end) for blocks of rows, start being a multiple of eight, until all rows are done; and first, if given, as above.</summary>
    public void RunRows(int rows, CancellationToken cancellation, Action<int, int> body, Action? first = null)
    {
        var blocks = (rows + BlockRows - 1) / BlockRows;
        if (first is null) Run(blocks, cancellation, Block);
        else Run(first, blocks, cancellation, Block);

        void Block(int block, int worker) => body(block * BlockRows, Math.Min(rows, (block + 1) * BlockRows));
    }

    /// <summary>Calls body(item, worker) for all items below count, in no order; worker is below Threads, and no two calls with one worker overlap.</summary>
    public void Run(int count, CancellationToken cancellation, Action<int, int> body)
    {
        cancellation.ThrowIfCancellationRequested();
        ForkJoin.TryRun(Threads, count, (item, worker) =>
        {
            body(item, worker);
            return !cancellation.IsCancellationRequested;
        });
        cancellation.ThrowIfCancellationRequested();
    }
}
