using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Geometry;

namespace ZkmlGen.Solidity;

/// <summary>How much code the statements of check 4 may take, so that every contract stays below a limit.</summary>
/// <param name="Limit">Bytes of code of one contract; the chain's limit is 24,576 (EIP-170).</param>
internal sealed record CodeBudget(int Limit = 24_576)
{
    /// <summary>For what estimates miss.</summary>
    private const int Reserve = 600;
    private const int VerifierBytes = 5_000;
    private const int KeyPointBytes = 84;
    private const int CommitmentBytes = 400;
    private const int CallsBytes = 700;
    private const int CompanionBytes = 450;
    /// <summary>Bytes that one transaction may deploy: the verifier with its companions (EIP-3860).</summary>
    private const int Creation = 49_152;

    /// <summary>In a contract that does nothing else.</summary>
    public int Companion => Limit - Reserve - CompanionBytes;

    /// <summary>In the verifier; divided if it calls companions.</summary>
    public int Verifier(VerifyingKey key, bool divided) => Limit - Reserve - Frame(key) - (divided ? CallsBytes : 0);

    /// <summary>True if a verifier with these parts of check 4 can be deployed in one transaction.</summary>
    public static bool Deploys(VerifyingKey key, IReadOnlyList<GeometryCode> parts) =>
        Frame(key) + CallsBytes + parts.Sum(part => part.Bytes) + (parts.Count - 1) * CompanionBytes <= Creation - Reserve;

    /// <summary>About the code of a verifier without check 4.</summary>
    public static int Frame(VerifyingKey key) => VerifierBytes + KeyPointBytes * (key.Fixed.Count + key.Weights.Count) + CommitmentBytes * key.Columns.Commitments;
}
