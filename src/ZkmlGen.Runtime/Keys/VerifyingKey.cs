using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>What a verifier has to know: the public description of the circuit, its commitments, and [tau]_2. [1]_1 and [1]_2 are the standard generators.</summary>
public sealed class VerifyingKey
{
    private readonly byte[] description;
    private readonly byte[] digest;
    private readonly byte[] srsDigest;

    /// <summary>A key from its parts; fixedColumns in the order of <see cref="ColumnMap"/>, weights W_0 .. W_(K-1), or none if proofs carry them.</summary>
    /// <exception cref="InvalidDataException">The parts do not go together.</exception>
    public VerifyingKey(byte[] description, G1Affine[] fixedColumns, G1Affine[] weights, in G2Affine tauG2, bool isDevelopment)
    {
        Circuit = CircuitCodec.Decode(description);
        DescriptionRules.Check(Circuit, description);
        Columns = ColumnMap.Of(Circuit);
        var columns = Circuit.Size.WeightColumns - Circuit.SentWeights;
        if (fixedColumns.Length != Columns.Fixed || weights.Length != columns)
        {
            throw new InvalidDataException(
                $"Keys of the circuit commit to {Columns.Fixed} fixed and {columns} weight columns; this one has {fixedColumns.Length} and {weights.Length} commitments.");
        }
        if (tauG2.IsInfinity) throw new InvalidDataException("The key's [tau]_2 is the point at infinity.");
        (this.description, TauG2, IsDevelopment) = ([.. description], tauG2, isDevelopment);
        (Fixed, Weights) = (Array.AsReadOnly<G1Affine>([.. fixedColumns]), Array.AsReadOnly<G1Affine>([.. weights]));
        digest = KeyDigest.Compute(description, fixedColumns, weights, tauG2, isDevelopment);
        srsDigest = Runtime.SrsDigest.Compute(tauG2);
    }

    /// <summary>The circuit.</summary>
    public CircuitDescription Circuit { get; }
    /// <summary>Its canonical bytes.</summary>
    public ReadOnlySpan<byte> Description => description;
    /// <summary>The numbers of its columns.</summary>
    public ColumnMap Columns { get; }
    /// <summary>Commitments of the fixed columns: P, lo, tag, (q, D), Ttag, Tval.</summary>
    public IReadOnlyList<G1Affine> Fixed { get; }
    /// <summary>Commitments of the weight columns; none if proofs carry them.</summary>
    public IReadOnlyList<G1Affine> Weights { get; }
    /// <summary>[tau]_2.</summary>
    public G2Affine TauG2 { get; }
    /// <summary>Its lines, for the verifier's pairings.</summary>
    internal G2Lines TauLines => field ??= new G2Lines(TauG2);
    /// <summary>Made from a development SRS: do not deploy.</summary>
    public bool IsDevelopment { get; }
    /// <summary>The digest that every proof is bound to (docs/protocol.md, section 5), 32 bytes.</summary>
    public ReadOnlySpan<byte> Digest => digest;
    /// <summary>The digest of the SRS, as <see cref="Srs.Digest"/>, 32 bytes.</summary>
    public ReadOnlySpan<byte> SrsDigest => srsDigest;
}
