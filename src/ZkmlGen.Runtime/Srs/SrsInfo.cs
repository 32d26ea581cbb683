using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Where an SRS comes from.</summary>
public enum SrsKind
{
    /// <summary>Drawn on somebody's machine.</summary>
    Development,
    /// <summary>A ceremony's .ptau file as contributed.</summary>
    Ceremony,
    /// <summary>A ceremony's .ptau file, prepared for phase 2.</summary>
    PreparedCeremony,
}

/// <summary>What a file says about its SRS.</summary>
/// <param name="Powers">Number of powers of tau in G1.</param>
/// <param name="TauG2">[tau]_2.</param>
/// <param name="Kind">Where it comes from.</param>
public sealed record SrsInfo(long Powers, G2Affine TauG2, SrsKind Kind)
{
    /// <summary>k, for 2^(k+1) - 1 powers: enough for circuits of 2^k rows.</summary>
    public int Power => BitOperations.Log2((ulong)Powers + 1) - 1;
    /// <summary>keccak256([1]_1, [1]_2, [tau]_2), 32 bytes: the same in keys and contracts.</summary>
    public ReadOnlySpan<byte> Digest => SrsDigest.Compute(TauG2);
    /// <summary>Not for deployment.</summary>
    public bool IsDevelopment => Kind == SrsKind.Development;
}
