using Xunit;

namespace ZkmlGen.Algebra.Tests.Threads;

public class ForkJoinTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Every_part_is_called_once(int parts)
    {
        var calls = new int[parts];
        ForkJoin.Run(parts, part => Interlocked.Increment(ref calls[part]));
        Assert.All(calls, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Loops_follow_each_other_at_once_and_after_a_sleep()
    {
        var sum = 0;
        for (var i = 0; i < 20_000; i++) ForkJoin.Run(2, part => Interlocked.Add(ref sum, part));
        for (var i = 0; i < 20; i++)
        {
            Thread.Sleep(2);
            ForkJoin.Run(3, part => Interlocked.Add(ref sum, part));
        }
        Assert.Equal(20_000 + 20 * 3, sum);
    }

    [Fact]
    public void Loops_are_nested_and_run_side_by_side()
    {
        var sum = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 200; i++) ForkJoin.Run(3, _ => ForkJoin.Run(3, _ => ForkJoin.Run(2, _ => Interlocked.Increment(ref sum))));
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(4 * 200 * 3 * 3 * 2, sum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void What_a_part_throws_arrives_and_the_next_loop_runs(int parts)
    {
        var thrown = Assert.Throws<InvalidDataException>(() => ForkJoin.Run(parts, part =>
        {
            if (part == parts / 2) throw new InvalidDataException("part");
        }));
        Assert.Equal("part", thrown.Message);
        var calls = 0;
        ForkJoin.Run(parts, _ => Interlocked.Increment(ref calls));
        Assert.Equal(parts, calls);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 20)]
    [InlineData(3, 2)]
    [InlineData(3, 1000)]
    public void Every_item_is_called_once_and_calls_of_one_worker_do_not_overlap(int threads, int count)
    {
        var (calls, busy, overlaps) = (new int[count], new int[threads], 0);
        Assert.True(ForkJoin.TryRun(threads, count, (item, worker) =>
        {
            if (Interlocked.Exchange(ref busy[worker], 1) == 1) Interlocked.Increment(ref overlaps);
            Interlocked.Increment(ref calls[item]);
            Volatile.Write(ref busy[worker], 0);
            return true;
        }));
        Assert.All(calls, number => Assert.Equal(1, number));
        Assert.Equal(0, overlaps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Items_end_with_the_first_false(int threads)
    {
        var calls = 0;
        Assert.False(ForkJoin.TryRun(threads, 1000, (item, _) => Interlocked.Increment(ref calls) != 10));
        Assert.InRange(calls, 10, 10 + threads);
    }

    [Fact]
    public void Other_threads_take_parts()
    {
        if (Environment.ProcessorCount == 1) return;
        using var together = new Barrier(2);
        var met = 0;
        ForkJoin.Run(2, _ =>
        {
            if (together.SignalAndWait(TimeSpan.FromSeconds(30))) Interlocked.Increment(ref met);
        });
        Assert.Equal(2, met);
    }
}
