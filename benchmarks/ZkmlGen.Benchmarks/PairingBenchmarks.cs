using BenchmarkDotNet.Attributes;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>The verifier's check of two pairings, and what reading its points costs.</summary>
public class PairingBenchmarks
{
    private readonly G1Affine[] left = [G1Affine.Generator, G1Affine.Generator.Negate()];
    private readonly G2Affine[] right = [G2Affine.Generator, G2Affine.Generator];
    private readonly byte[] g2 = new byte[128];

    [GlobalSetup]
    public void Setup() => G2Affine.Generator.Write(g2);

    [Benchmark]
    public bool CheckTwoPairs() => Pairing.Check(left, right);

    [Benchmark]
    public bool ReadG2() => G2Affine.TryRead(g2, out _);
}
