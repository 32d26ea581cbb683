using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// Hiding commitments [W_k] to the weights of a model. With committed weights proofs carry them and their digest is the last public value: proofs of one digest are
/// about one model, also under keys of several circuits.
/// </summary>
public sealed class ZkWeightCommitments
{
    private readonly G1Affine[] points;
    private readonly byte[] digest;

    internal ZkWeightCommitments(IEnumerable<G1Affine> points)
    {
        this.points = [.. points];
        digest = DigestOf(this.points);
    }

    /// <summary>keccak256(W_0, .., W_(K-1)), 32 bytes: this identifies the model.</summary>
    public ReadOnlySpan<byte> Digest => digest;
    /// <summary>The digest as it stands among the public values.</summary>
    public BigInteger PublicValue => new(digest, isUnsigned: true, isBigEndian: true);
    /// <summary>W_0 .. W_(K-1).</summary>
    public IReadOnlyList<G1Affine> Points => points;

    /// <summary>Those of a proving key.</summary>
    public static ZkWeightCommitments Of(ProvingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(key.WeightCommitments);
    }

    /// <summary>Those of a verifying key.</summary>
    /// <exception cref="ArgumentException">The key has none: proofs carry them.</exception>
    public static ZkWeightCommitments Of(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Circuit.SentWeights == 0 ? new(key.Weights) : throw new ArgumentException($"The key of '{key.Circuit.Name}' is one of any weights.", nameof(key));
    }

    internal static byte[] DigestOf(ReadOnlySpan<G1Affine> points)
    {
        var bytes = new byte[points.Length * G1Affine.Size];
        for (var k = 0; k < points.Length; k++) points[k].Write(bytes.AsSpan(k * G1Affine.Size));
        return Keccak256.Hash(bytes);
    }
}
