using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>An honest proof of a small network.</summary>
internal sealed record ProvenStatement(VerifyingKey Key, byte[] Proof, BigInteger[] Words, ZkContext Context)
{
    /// <summary>Statements that differ in what the contract has to do, by name; of the seed of a proof.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, ProvenStatement>> Kinds = new Dictionary<string, Func<int, ProvenStatement>>
    {
        ["a convolution"] = seed => Tiny(proofSeed: seed),
        ["squares"] = seed => Squares(proofSeed: seed),
        ["no public values"] = seed => Shown(Visibility.Private, Visibility.Private, seed),
        ["commitments and no public words"] = seed => Shown(Visibility.Committed, Visibility.Committed, seed),
        ["committed weights"] = seed => CommittedWeights(proofSeed: seed),
    };

    public byte[] ContextBytes => Context.ToArray();
    public byte[] WordBytes => [.. Words.SelectMany(Field.Word)];

    /// <summary>A convolution with max-pool and a dense layer.</summary>
    public static ProvenStatement Tiny(int seed = 1, int lanes = 3, int tileOutputs = 2, int tileInputs = 2, Srs? srs = null, int proofSeed = 2) =>
        Prove(new TinyNetwork(seed, lanes, tileOutputs, tileInputs).Circuit(), TinyNetwork.Image(seed), srs, proofSeed);

    /// <summary>The same, with other things shown.</summary>
    public static ProvenStatement Shown(Visibility input, Visibility output, int proofSeed = 2) =>
        Prove(new TinyNetwork(1, shown: new Disclosure(input, output, OutputForm.Full)).Circuit(), TinyNetwork.Image(1), null, proofSeed);

    /// <summary>A proof of a model with its own weights and with a commitment to the input, a fresh one if none is given.</summary>
    public static (ProvenStatement Statement, ZkCommitment Commitment) Committed(int seed, Disclosure shown, ZkCommitment? commitment)
    {
        var circuit = new TinyNetwork(seed, shown: shown).Circuit();
        var keys = Setups.Keys(circuit);
        using var prover = Setups.Prover(circuit, keys);
        using var proof = prover.Prove([TinyNetwork.Image(1)], new(1, 2), commitments: new(commitment));
        return (new(keys.Verifying, proof.Bytes.ToArray(), [.. proof.PublicValues], proof.Context), proof.Commitments.Input!);
    }

    /// <summary>A proof of a model with committed weights, all of which another model negates; it may claim another digest than that of the commitments it carries.</summary>
    public static ProvenStatement CommittedWeights(bool negated = false, int proofSeed = 2, byte[]? digest = null)
    {
        var network = new TinyNetwork(1, shown: Disclosure.Default with { Weights = Visibility.Committed });
        return Prove(network.Circuit(negated ? [.. network.Tiles.Select(weight => -weight)] : null), TinyNetwork.Image(1), null, proofSeed, digest);
    }

    /// <summary>A network with squares and two public words.</summary>
    public static ProvenStatement Squares(int seed = 1, int lanes = 2, int proofSeed = 2) =>
        Prove(new SquareNetwork(seed, lanes).Circuit(), SquareNetwork.Vector(seed), null, proofSeed);

    private static ProvenStatement Prove(InterpretedCircuit circuit, float[] input, Srs? srs, int proofSeed, byte[]? weightsDigest = null)
    {
        var keys = Setups.Keys(circuit, srs);
        using var prover = Setups.Prover(circuit, keys, proofSeed);
        prover.State.WeightsDigest = weightsDigest ?? prover.State.WeightsDigest;
        using var proof = prover.Prove([input], new(1, 2));
        return new(keys.Verifying, proof.Bytes.ToArray(), [.. proof.PublicValues], proof.Context);
    }
}
