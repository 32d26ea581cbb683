using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// A proof, made once, that all weights behind commitments are integers of small ranges (docs/protocol.md, section 11): who verifies it need not trust the maker of the
/// commitments that the circuit's equations are equations over the integers. It tells the ranges and nothing else of the weights.
/// </summary>
/// <param name="Ranges">What it shows.</param>
/// <param name="Bytes">The proof, as of a circuit of section 11.</param>
public sealed record WeightRangeProof(WeightRanges Ranges, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Powers of tau that the key of the model and its range proof need, and the log of the Lagrange basis that the proof and its verification need.</summary>
    public static (int Powers, int LogRows) RequiredSrs(CircuitDescription circuit, WeightRanges ranges)
    {
        var layout = new RangeLayout(circuit, ranges);
        return (Math.Max(KeyGenerator.RequiredPowers(circuit), KeyGenerator.RequiredPowers(layout.Description)), layout.Description.Size.LogRows);
    }

    /// <summary>
    /// Powers of tau of a development SRS for a model's key and for the range proof of its weights: each development SRS has a tau of its own, so that both must take
    /// the same one. More than <see cref="KeyGenerator.RequiredPowers"/> only for weights that do not fit the lanes of a proof with the model's rows.
    /// </summary>
    public static int DevelopmentPowers(ZkCircuit circuit, ModelFiles files)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (WeightRanges.FitAlways(circuit.Description)) return KeyGenerator.RequiredPowers(circuit.Description);
        using var weights = WeightColumns.Load(circuit, files);
        return RequiredSrs(circuit.Description, WeightRanges.Of(circuit.Description, weights, grows: false)).Powers;
    }

    /// <summary>Proves for the commitments of a proving key. It takes about 1,000 bytes of memory for each digit of a weight.</summary>
    /// <param name="circuit">The model.</param>
    /// <param name="files">Its weights.</param>
    /// <param name="key">Its key.</param>
    /// <param name="srs">Gives the SRS of the key, of at least so many powers of tau, for a Lagrange basis of so many rows (their log2).</param>
    /// <param name="context">What the proof is bound to.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidDataException">The key is one of another model or SRS, or the SRS is too small.</exception>
    public static WeightRangeProof Prove(ZkCircuit circuit, ModelFiles files, ProvingKey key, Func<int, int, Srs> srs, ZkContext context = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(srs);
        key.RequireCircuit(circuit);
        using var weights = WeightColumns.Load(circuit, files);
        var ranges = WeightRanges.Of(circuit.Description, weights, grows: !key.IsDevelopment);
        var (powers, logRows) = RequiredSrs(circuit.Description, ranges);
        var reference = srs(powers, logRows);
        if (!reference.Powers.Span[..2].SequenceEqual(key.Powers.Span[..2])) throw new InvalidDataException("The proving key was made from another SRS than the one for its range proof: give that SRS, or make the key anew with this one.");
        using var prover = new RangeProver(circuit.Description, ranges, weights, key, reference);
        return new(ranges, prover.Prove(context, cancellation));
    }

    /// <summary>
    /// True if the proof shows that the commitments are to weights of its ranges, and with any weights of these ranges the equations of the circuit are equations over the
    /// integers.
    /// </summary>
    /// <param name="circuit">The circuit that the weights are for, of its verifying key.</param>
    /// <param name="weights">The commitments, of the key or of a proof.</param>
    /// <param name="srs">The SRS of the key, of the size that <see cref="RequiredSrs"/> says.</param>
    /// <param name="context">What the proof must be bound to.</param>
    /// <exception cref="InvalidDataException">The SRS is too small.</exception>
    public bool Verify(CircuitDescription circuit, ZkWeightCommitments weights, Srs srs, ZkContext context = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(srs);
        if (!Ranges.Covers(circuit) || weights.Points.Count != circuit.Size.WeightColumns || !IntegerBound.Holds(circuit, Ranges.Bound)) return false;
        return new ZkVerifier(KeyOf(circuit, Ranges, srs)).Verify(Bytes.Span, PublicValues(circuit, weights), context);
    }

    /// <summary>The verifying key of range proofs, from which a contract can be written, too. It says nothing of whether the ranges are small enough for the circuit.</summary>
    /// <exception cref="InvalidDataException">The ranges are not those of the circuit's tiles, or the SRS is too small.</exception>
    public static VerifyingKey KeyOf(CircuitDescription circuit, WeightRanges ranges, Srs srs)
    {
        ArgumentNullException.ThrowIfNull(srs);
        return KeyGenerator.Setup(new RangeCircuit(new RangeLayout(circuit, ranges), ranges), RangeCircuit.Files, srs).Verifying;
    }

    /// <summary>
    /// What a contract takes beside the proof: x and y of each weight commitment, none if the circuit has no weights. keccak256 of them, 32 bytes each, is the digest of the weights.
    /// </summary>
    public static BigInteger[] PublicValues(CircuitDescription circuit, ZkWeightCommitments weights)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(weights);
        return new Statement([], circuit.Size.TileRows > 0 ? [.. weights.Points] : [], []).ToIntegers();
    }
}
