using ZkmlGen.Circuit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Range proofs of weights, with the SRS from the cache or a file.</summary>
internal static class WeightRangeStage
{
    /// <summary>Name of its file beside a model's keys.</summary>
    public const string FileName = "weight-ranges.json";
    /// <summary>Name of the contract that verifies it.</summary>
    public const string ContractName = "WeightRangesVerifier.sol";

    /// <summary>A proof for the commitments of a proving key.</summary>
    public static WeightRangeProof Prove(ZkCircuit circuit, ModelFiles files, ProvingKey key, string? srs, ZkContext context, Action<string> warn) =>
        WeightRangeProof.Prove(circuit, files, key, (powers, log) => SrsSource.Get(srs, powers, log, warn), context);

    /// <summary>The key of range proofs like this one.</summary>
    public static VerifyingKey Key(CircuitDescription circuit, WeightRanges ranges, string? srs, Action<string> warn)
    {
        var (powers, log) = WeightRangeProof.RequiredSrs(circuit, ranges);
        return WeightRangeProof.KeyOf(circuit, ranges, SrsSource.Get(srs, powers, log, warn));
    }

    /// <summary>Null if the proof holds and the key's fixed columns are those of its circuit; else what is wrong.</summary>
    public static string? Verify(WeightRangeProof proof, VerifyingKey key, ZkWeightCommitments weights, string? srs, ZkContext context, Action<string> warn)
    {
        if (!proof.Ranges.Covers(key.Circuit)) return $"its ranges are not those of the {key.Circuit.Size.TileRows} tile rows of {key.Circuit.Name}";
        var (powers, log) = WeightRangeProof.RequiredSrs(key.Circuit, proof.Ranges);
        var reference = SrsSource.Get(srs, powers, log, warn);
        if (!KeyGenerator.Describes(key, reference)) return "the key's fixed columns are not those of its circuit";
        return proof.Verify(key.Circuit, weights, reference, context) ? null : "the proof does not hold for these weights and this context";
    }
}
