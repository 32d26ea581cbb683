using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Multi-scalar multiplications of the sizes that proofs have, and of larger ones.</summary>
[MemoryDiagnoser]
public class MsmBenchmarks : IDisposable
{
    private readonly FrArena arena = new(1 << 19);
    private MsmBases bases = null!;
    private FrVector scalars;
    private int[] bytes = null!;
    private int[] words = null!;

    [Params(9, 11, 13, 16, 18)]
    public int Log { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var count = 1 << Log;
        arena.Reset();
        scalars = arena.Rent(count);
        FrVec.Powers(scalars, Fr.Random(), Fr.Random());
        var points = G1Transforms.MultiplyGenerator(scalars);
        bases = new MsmBases(points);
        var random = new Random(1);
        bytes = [.. Enumerable.Range(0, count).Select(_ => random.Next(-128, 128))];
        words = [.. Enumerable.Range(0, count).Select(_ => random.Next(short.MinValue, short.MaxValue + 1))];
    }

    [Benchmark]
    public G1 FullWidth() => bases.Multiply(scalars, Threads);

    [Benchmark]
    public G1 SignedBytes() => bases.Multiply(bytes, Threads);

    [Benchmark]
    public G1 Signed16Bits() => bases.Multiply(words, Threads);

    [GlobalCleanup]
    public void Dispose()
    {
        bases.Dispose();
        GC.SuppressFinalize(this);
    }
}
