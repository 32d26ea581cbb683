using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>
/// The simulator of section 7: knows tau and no witness, not even the weights. Every commitment and value is uniform, the hint is computed, and W2 is the one
/// point that satisfies the verifier.
/// </summary>
internal sealed class Simulator(VerifyingKey key, Fr tau)
{
    private readonly ProofLayout layout = new(key.Circuit);
    private readonly byte[] proof = new byte[new ProofLayout(key.Circuit).Length];

    /// <summary>A proof of any words.</summary>
    public byte[] Prove(Fr[] words)
    {
        var (map, rows) = (layout.Columns, RevealRows.Of(key.Circuit));
        var challenges = new Challenges(new KeccakTranscript(key.Digest, default, PublicWords.Write(words)));
        for (var step = 1; step <= 4; step++)
        {
            var (first, count) = map.SentBy(step);
            for (var column = first; column < first + count; column++) Point(layout.Point(column));
            if (step == 3) Fr.Random().Write(proof.AsSpan(layout.Claim));
            challenges.Absorb(step, layout.Message(step, proof));
        }
        for (var offset = layout.Evaluations; offset < layout.Hint; offset += ProofLayout.ScalarSize) Fr.Random().Write(proof.AsSpan(offset));
        var hint = DomainValues.Hint(key.Circuit.Size, rows, challenges.Zeta);
        hint.Write(proof.AsSpan(layout.Hint));
        challenges.Absorb(5, layout.Message(5, proof));
        Point(layout.W);
        challenges.Absorb(6, layout.Message(6, proof));
        Assert(DomainValues.TryCompute(key.Circuit.Size, rows, words, challenges.Zeta, hint, out var domain));
        Assert(Proof.TryParse(layout, proof, out var parsed));
        ((tau - challenges.Xi).Inverse() * Combination(parsed!, challenges, new Verifier(key).ClaimsOf(parsed!, challenges, domain))).ToAffine().Write(proof.AsSpan(layout.W2));
        return proof;
    }

    private void Point(int offset) => (Fr.Random() * G1.From(G1Affine.Generator)).ToAffine().Write(proof.AsSpan(offset));

    /// <summary>[L] of step 7 from commitments.</summary>
    private G1 Combination(Proof parsed, Challenges challenges, Claims claims)
    {
        var (size, separators, sum) = (key.Circuit.Size, claims.Separators(challenges.Xi), G1.Zero);
        Fr Weight(int column) => Sum(j => separators[j] * claims.Weights[j][column]);
        for (var column = 0; column < layout.Columns.Tiles; column++)
        {
            sum += Weight(column) * G1.From(column < layout.Columns.Sent ? parsed.Points[column] : key.Fixed[column - layout.Columns.Sent]);
        }
        for (var k = 0; k < size.WeightColumns; k++)
        {
            var power = challenges.B.Pow((ulong)(k / size.TileInputs)) * challenges.Y.Pow((ulong)(k % size.TileInputs));
            sum += Weight(layout.Columns.Tiles) * power * G1.From(key.Weights[k]);
        }
        return sum - Sum(j => separators[j] * claims.Values[j]) * G1.From(G1Affine.Generator) - separators[3] * G1.From(parsed.W);
    }

    private static Fr Sum(Func<int, Fr> term) => term(0) + term(1) + term(2);

    private static void Assert(bool condition) => Xunit.Assert.True(condition);
}
