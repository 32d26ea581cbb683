using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;
using ZkmlGen.Tool.Bench;

namespace ZkmlGen.Benchmarks;

/// <summary>Operations on vectors that stay in a core's caches, on one core; times are for one element.</summary>
public class FieldBenchmarks
{
    private const int Elements = 512;
    private readonly FrArena arena = new(4 * Elements);
    private readonly int[] integers = [.. Enumerable.Range(-Elements / 2, Elements)];
    private readonly FqProducts products = FqProducts.Create();
    private readonly FqSquares squares = FqSquares.Create();
    private FrVector r, a, b, values;

    [GlobalSetup]
    public void Setup()
    {
        (r, a, b, values) = (Random(), Random(), Random(), Random());

        FrVector Random()
        {
            var vector = arena.Rent(Elements);
            FrVec.Powers(vector, Fr.Random(), Fr.Random());
            return vector;
        }
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Multiply() => FrVec.Multiply(r, a, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Add() => FrVec.Add(r, a, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Subtract() => FrVec.Subtract(r, a, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void MultiplyAdd() => FrVec.MultiplyAdd(r, a, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public Fr InnerProduct() => FrVec.InnerProduct(a, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void BatchInvert() => FrVec.BatchInvert(values, r);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void FromInt32() => FrVec.FromInt32(r, integers);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void MultiplyBaseField() => products.Multiply(values, b);

    [Benchmark(OperationsPerInvoke = Elements)]
    public void SquareBaseField() => squares.Square(values);
}
