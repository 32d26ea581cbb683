using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Operations on single elements, which need no kernel; independent ones, times are for one.</summary>
public class ScalarBenchmarks
{
    private const int Elements = 512;
    private readonly Fr[] a = [.. Enumerable.Range(0, Elements).Select(_ => Fr.Random())], b = [.. Enumerable.Range(0, Elements).Select(_ => Fr.Random())];

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Multiply()
    {
        for (var i = 0; i < a.Length; i++) Fr.Multiply(a[i], b[i], out a[i]);
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Square()
    {
        for (var i = 0; i < a.Length; i++) Fr.Square(a[i], out a[i]);
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Add()
    {
        for (var i = 0; i < a.Length; i++) Fr.Add(a[i], b[i], out a[i]);
    }

    [Benchmark]
    public Fr Inverse() => a[0].Inverse();
}
