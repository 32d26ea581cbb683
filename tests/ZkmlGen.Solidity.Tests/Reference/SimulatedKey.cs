using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>A key whose commitments are random points with known logarithms, over a setup with a known secret: its holder can prove anything.</summary>
internal sealed class SimulatedKey
{
    public SimulatedKey(CircuitDescription circuit, int seed)
    {
        var random = new Random(seed);
        Circuit = circuit;
        Tau = Field.Random(random);
        Fixed = [.. Enumerable.Range(0, circuit.HasSquares ? 7 : 5).Select(_ => Field.Random(random))];
        Weights = [.. Enumerable.Range(0, circuit.Size.WeightColumns).Select(_ => Field.Random(random))];
        Key = new VerifyingKey(
            CircuitCodec.Encode(circuit), [.. Fixed.Select(Point)], circuit.SentWeights > 0 ? [] : [.. Weights.Select(Point)], Fr.FromBigInteger(Tau) * G2Affine.Generator, isDevelopment: true);
    }

    public CircuitDescription Circuit { get; }
    public BigInteger Tau { get; }
    public BigInteger[] Fixed { get; }
    public BigInteger[] Weights { get; }
    public VerifyingKey Key { get; }

    public static G1Affine Point(BigInteger logarithm) => (Fr.FromBigInteger(logarithm) * G1.From(G1Affine.Generator)).ToAffine();

    public static byte[] Bytes(BigInteger logarithm)
    {
        var bytes = new byte[64];
        Point(logarithm).Write(bytes);
        return bytes;
    }
}
