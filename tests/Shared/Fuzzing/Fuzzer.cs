using CsCheck;
using Xunit;

namespace ZkmlGen.Tests.Shared;

/// <summary>What a parser may allocate: a constant, and so many bytes for each byte of input.</summary>
internal readonly record struct AllocationBound(long Constant, long PerByte)
{
    public long Of(byte[] input) => Constant + PerByte * input.Length;
}

/// <summary>Runs a parser on inputs that nobody chose.</summary>
internal static class Fuzzer
{
    private const int AtLeast = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 3000];

    /// <summary>
    /// Gives a parser inputs for some seconds. It takes each, or refuses it: returns false or throws <typeparamref name="TRefusal"/>; within ten seconds, and
    /// within the bound (on the thread that it is called on). A failure prints the least input found and its seed.
    /// </summary>
    /// <param name="parser">Its name in the security report.</param>
    /// <param name="inputs">What it is given, but for one in twenty: random bytes.</param>
    /// <param name="parse">The parser; false: refused.</param>
    /// <param name="bound">On what it allocates.</param>
    /// <param name="seconds">How long.</param>
    public static void Run<TRefusal>(string parser, Gen<byte[]> inputs, Func<byte[], bool> parse, AllocationBound bound, int seconds)
        where TRefusal : Exception
    {
        var (count, refused) = (0, 0);
        Give(-1, seconds);
        // On a machine that does much else the time may be over after the first.
        if (refused == 0) Give(AtLeast, -1);
        Assert.InRange(refused, 1, count);
        SecurityReport.Count($"damaged inputs given to the parser of {parser}", count);

        void Give(long inputCount, int time) => Gen.Frequency((19, inputs), (1, Noise)).Sample(
            input =>
            {
                var run = Task.Run(() => Measure<TRefusal>(parse, input));
                Assert.True(run.Wait(Patience), $"The parser takes more than {Patience.TotalSeconds} s.");
                Assert.InRange(run.Result.Allocated, 0, bound.Of(input));
                count++;
                if (!run.Result.Taken) refused++;
            },
            iter: inputCount, time: time, threads: 1, print: Convert.ToHexString);
    }

    private static (bool Taken, long Allocated) Measure<TRefusal>(Func<byte[], bool> parse, byte[] input)
        where TRefusal : Exception
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = Takes<TRefusal>(parse, input);
        return (taken, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Takes<TRefusal>(Func<byte[], bool> parse, byte[] input)
        where TRefusal : Exception
    {
        try
        {
            return parse(input);
        }
        catch (TRefusal)
        {
            return false;
        }
    }
}
