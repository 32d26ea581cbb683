using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The verifier of docs/protocol.md, section 6, driven by the circuit description of the key.</summary>
internal sealed class Verifier(VerifyingKey key)
{
    private readonly CircuitDescription circuit = key.Circuit;
    private readonly ProofLayout layout = new(key.Circuit);
    private readonly int[] revealRows = RevealRows.Of(key.Circuit);

    /// <summary>True if the proof shows the statement; publicValues holds 32 bytes a value, big-endian. Any other bytes are a plain false.</summary>
    public bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> publicValues, ZkContext context)
    {
        // Check 1
        if (!Proof.TryParse(layout, bytes, out var proof) || !Statement.TryRead(publicValues, circuit, out var statement)) return false;
        if (circuit.SentWeights > 0 && !ZkWeightCommitments.DigestOf(proof.Weights).AsSpan().SequenceEqual(statement.WeightsDigest)) return false;
        return Accepts(proof, statement, Replay(bytes, publicValues, context));
    }

    /// <summary>Checks 2 to 5, whatever the challenges are.</summary>
    internal bool Accepts(Proof proof, Statement statement, Challenges challenges)
    {
        // Check 2
        if (challenges.B.IsZero || challenges.Y.IsZero) return false;

        // Check 2 (zeta, hint) and Check 3
        if (!DomainValues.TryCompute(circuit.Size, revealRows, statement.Words, challenges.Zeta, proof.Evaluations.Hint, out var domain)) return false;
        return Holds(proof, statement.Commitments, challenges, domain);
    }

    /// <summary>Checks 4 and 5.</summary>
    internal bool Holds(Proof proof, G1Affine[] commitments, Challenges challenges, DomainValues domain) =>
        OpeningCheck.Holds(key, layout.Columns, proof, commitments, ClaimsOf(proof, challenges, domain), challenges);

    /// <summary>What the opening proof has to show.</summary>
    internal Claims ClaimsOf(Proof proof, Challenges challenges, DomainValues domain)
    {
        // Check 4
        var tile = EvaluateGeometry(challenges, domain, proof.Claim);
        var claim = proof.Claim + GeometricSums.PublicMaps(circuit, challenges.B, challenges.Y);

        // Check 5
        var parameters = challenges.Constraints(circuit, claim);
        var linear = new Linearisation(layout.Columns, parameters, proof.Evaluations, domain);
        var omega = Fr.RootOfUnity(circuit.Size.LogRows);
        return Claims.Create(layout.Columns, challenges.ClaimWeights(layout.Columns.Claims), omega, domain, linear, proof.Evaluations, tile);
    }

    private Challenges Replay(ReadOnlySpan<byte> proof, ReadOnlySpan<byte> publicValues, ZkContext context)
    {
        // Step 0
        var challenges = new Challenges(new KeccakTranscript(key.Digest, context, publicValues));
        for (var step = 1; step <= 6; step++)
        {
            // Step 1 to Step 6
            challenges.Absorb(step, layout.Message(step, proof));
        }
        return challenges;
    }

    private TileClaim EvaluateGeometry(Challenges challenges, DomainValues domain, in Fr claim)
    {
        return new TileClaim(
            claim,
            GeometricSums.Geometry(circuit, challenges.B, challenges.Y, domain.Zeta),
            GeometricSums.Geometry(circuit, challenges.B, challenges.Y, domain.InverseZeta),
            domain.Zeta.Pow(ColumnMap.MaskPivot),
            domain.InverseZeta.Pow(ColumnMap.MaskPivot),
            GeometricSums.Committed(circuit, challenges.B, challenges.Y, domain.Zeta),
            GeometricSums.Committed(circuit, challenges.B, challenges.Y, domain.InverseZeta));
    }
}
