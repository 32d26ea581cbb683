using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Full-width scalars with multiples of the points computed in advance, alone and with extra points beside a column of bytes.</summary>
public class PrecomputedMsmBenchmarks : IDisposable
{
    private readonly FrArena arena = new(1 << 14);
    private readonly Fr[] extra = [.. Enumerable.Range(0, 5).Select(_ => Fr.Random())];
    private MsmBases bases = null!;
    private FrVector scalars;
    private int[] bytes = null!;

    [Params(9, 10, 11, 12, 13)]
    public int Log { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        arena.Reset();
        scalars = arena.Rent(1 << Log);
        FrVec.Powers(scalars, Fr.Random(), Fr.Random());
        var points = G1Transforms.MultiplyGenerator(scalars);
        bases = new MsmBases(points, points.AsSpan(0, extra.Length));
        bases.Precompute();
        var random = new Random(1);
        bytes = [.. Enumerable.Range(0, 1 << Log).Select(_ => random.Next(-128, 128))];
    }

    [Benchmark]
    public G1 FullWidth() => bases.Multiply(scalars, 1);

    [Benchmark]
    public G1 BytesWithExtraPoints() => bases.Multiply(bytes, extra, 1);

    [GlobalCleanup]
    public void Dispose()
    {
        bases.Dispose();
        GC.SuppressFinalize(this);
    }
}
