using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Work of the setup, on all cores.</summary>
public class SetupBenchmarks
{
    private readonly FrArena arena = new(1 << 16);
    private FrVector scalars;
    private G1Affine[] points = [];

    [Params(10, 13)]
    public int Log { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        arena.Reset();
        scalars = arena.Rent(1 << Log);
        FrVec.Powers(scalars, Fr.Random(), Fr.Random());
        points = G1Transforms.MultiplyGenerator(scalars);
    }

    [Benchmark]
    public G1Affine[] MultiplyGenerator() => G1Transforms.MultiplyGenerator(scalars);

    [Benchmark]
    public G1Affine[] LagrangeBasis() => G1Transforms.ToLagrange(points, Log);

    [Benchmark]
    public void Precompute()
    {
        using var bases = new MsmBases(points);
        bases.Precompute();
    }
}
