using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>Proofs of which every byte follows from constants: setup, keys, input and blinding are seeded.</summary>
public static class SeededProof
{
    private const int Log = 9;

    /// <summary>The kernel of this copy of the assemblies.</summary>
    public static string Kernel => KernelFactory.Current;

    /// <summary>Proofs of two networks, for each number of threads.</summary>
    public static byte[][] Make(params int[] threads)
    {
        var srs = Srs.CreateDevelopment(4 << Log, "kernels"u8, Log);
        return
        [
            .. Prove(new TinyNetwork(3, logRows: Log).Circuit(), srs, TinyNetwork.Image(3), threads),
            .. Prove(new SquareNetwork(3).Circuit(), srs, SquareNetwork.Vector(3), threads),
        ];
    }

    private static IEnumerable<byte[]> Prove(InterpretedCircuit circuit, Srs srs, float[] input, int[] threads)
    {
        var keys = Setups.Keys(circuit, srs);
        foreach (var count in threads)
        {
            using var prover = Setups.Prover(circuit, keys, threads: count);
            using var proof = prover.Prove([input]);
            yield return proof.Bytes.ToArray();
        }
    }
}
