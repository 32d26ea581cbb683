using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>The product's verifier of a relaxed system.</summary>
internal static class RelaxedVerifier
{
    /// <summary>Checks 2 to 5.</summary>
    public static bool Accepts(VerifyingKey key, ZkProof proof, Relaxation relaxation)
    {
        var layout = new ProofLayout(key.Circuit);
        var bytes = proof.Bytes.Span;
        Fr[] words = [.. proof.PublicValues.Select(Fr.FromBigInteger)];
        return Proof.TryParse(layout, bytes, out var parsed)
            && new Verifier(key).Accepts(parsed, new(words, [], []), Replay(key, layout, bytes, PublicWords.Write(words), relaxation));
    }

    /// <summary>The challenges that bytes lead to.</summary>
    public static RelaxedChallenges Replay(VerifyingKey key, ProofLayout layout, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> words, Relaxation relaxation)
    {
        var challenges = new RelaxedChallenges(new KeccakTranscript(key.Digest, default, words), relaxation);
        for (var step = 1; step <= 6; step++) challenges.Absorb(step, layout.Message(step, bytes));
        return challenges;
    }
}
