using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>Reproducible setups: one SRS for all tests, keys from a seed.</summary>
internal static class Setups
{
    public static Srs Srs { get; } = Create("tests"u8);

    public static Srs Create(ReadOnlySpan<byte> seed) => Runtime.Srs.CreateDevelopment(1024, seed, 7, 9);

    public static KeyPair Keys(InterpretedCircuit circuit, Srs? srs = null, int seed = 1) => KeyGenerator.Setup(circuit, circuit.Files, srs ?? Srs, new SeededRandom(seed));

    public static ZkProver Prover(InterpretedCircuit circuit, KeyPair keys, int seed = 2, int threads = 2)
    {
        var prover = new ZkProver(circuit, circuit.Files, keys.Proving, threads);
        prover.State.Random = new SeededRandom(seed);
        return prover;
    }
}
