using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>Proofs of which every byte follows from constants: setup, keys, input and blinding are seeded.</summary>
public static class SeededProof
{
    /// <summary>The kernel of this copy of the assemblies.</summary>
    public static string Kernel => KernelFactory.Current;

    /// <summary>The proofs of two networks, one after the other.</summary>
    public static byte[] Make(int threads)
    {
        TinyNetwork tiny = new(3, logRows: LargeLog);
        SquareNetwork squares = new(3);
        var srs = Srs.CreateDevelopment(4 << LargeLog, "kernels"u8, LargeLog, 9);
        return [.. Prove(tiny.Circuit(), srs, TinyNetwork.Image(3), threads), .. Prove(squares.Circuit(), srs, SquareNetwork.Vector(3), threads)];
    }

    private const int LargeLog = 11;

    private static byte[] Prove(InterpretedCircuit circuit, Srs srs, float[] input, int threads)
    {
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit, srs), threads: threads);
        using var proof = prover.Prove([input]);
        return proof.Bytes.ToArray();
    }
}
