using ZkmlGen.Runtime;

namespace ZkmlGen.Solidity;

/// <summary>How much code the statements of check 4 may take, so that every contract stays below a limit.</summary>
/// <param name="Limit">Bytes of code of one contract; the chain's limit is 24,576 (EIP-170).</param>
internal sealed record CodeBudget(int Limit = 24_576)
{
    /// <summary>For what estimates miss.</summary>
    private const int Reserve = 600;
    private const int VerifierBytes = 5_000;
    private const int KeyPointBytes = 84;
    private const int CallsBytes = 700;
    private const int CompanionBytes = 450;

    /// <summary>In a contract that does nothing else.</summary>
    public int Companion => Limit - Reserve - CompanionBytes;

    /// <summary>In the verifier; divided if it calls companions.</summary>
    public int Verifier(VerifyingKey key, bool divided) => Limit - Reserve - Frame(key) - (divided ? CallsBytes : 0);

    /// <summary>About the code of a verifier without check 4.</summary>
    public static int Frame(VerifyingKey key) => VerifierBytes + KeyPointBytes * (key.Fixed.Count + key.Weights.Count);
}
