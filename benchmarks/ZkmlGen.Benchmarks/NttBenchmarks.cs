using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Transforms of one vector.</summary>
public class NttBenchmarks
{
    private readonly FrArena arena = new(1 << 20);
    private NttDomain domain = null!;
    private FrVector vector;
    private Fr shift;

    [Params(10, 13, 16, 20)]
    public int Log { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        arena.Reset();
        vector = arena.Rent(1 << Log);
        FrVec.Powers(vector, Fr.Random(), Fr.Random());
        (domain, shift) = (NttDomain.Get(Log), Fr.FromInt64(5));
    }

    [Benchmark]
    public void Forward() => domain.Forward(vector, Threads);

    [Benchmark]
    public void Inverse() => domain.Inverse(vector, Threads);

    [Benchmark]
    public void ForwardCoset() => domain.ForwardCoset(vector, shift, Threads);
}
