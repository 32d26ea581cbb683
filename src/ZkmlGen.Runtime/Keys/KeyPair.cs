namespace ZkmlGen.Runtime;

/// <summary>What a setup makes.</summary>
/// <param name="Verifying">For everybody.</param>
/// <param name="Proving">For the prover.</param>
public sealed record KeyPair(VerifyingKey Verifying, ProvingKey Proving);
