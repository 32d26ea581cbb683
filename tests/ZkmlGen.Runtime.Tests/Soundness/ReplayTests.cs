using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>
/// What hangs on the challenges. Who knows one before sending what it must depend on can prove a falsehood; who does not, cannot. And with the challenges of an
/// honest proof replayed, every element of the proof is still held by an equation, not by the hash alone.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class ReplayTests(ProofFixture fixture) : IClassFixture<ProofFixture>
{
    private static readonly Statement squares = Statement.Squares();

    public static TheoryData<string> Challenges => [.. Predictions.All.Keys];

    [Theory, MemberData(nameof(Challenges))]
    public void A_challenge_known_in_advance_proves_anything(string challenge)
    {
        var known = new Relaxation { Predicted = { [challenge] = Predictions.Known(challenge) } };
        var (proof, _) = squares.Prove(Predictions.All[challenge], known);
        Assert.True(RelaxedVerifier.Accepts(squares.Keys.Verifying, proof, known));
        Assert.False(squares.Verifier.Verify(proof));
        (proof, _) = squares.Prove(Predictions.All[challenge]);
        Assert.False(squares.Verifier.Verify(proof));
        SecurityReport.Count("forgeries rejected", 2);
        SecurityReport.Count("challenges shown to be necessary");
    }

    [Fact]
    public void All_challenges_are_predicted()
    {
        var names = typeof(Challenges).GetProperties().Select(property => property.Name.ToLowerInvariant());
        Assert.Equal(names.Order(), Predictions.All.Keys.Order());
    }

    [Fact]
    public void Replayed_challenges_accept_the_honest_proof_and_no_other()
    {
        Assert.True(AcceptsReplayed(fixture.Bytes));
        foreach (var offset in fixture.Scalars.Append(fixture.Layout.Hint)) Assert.False(AcceptsReplayed(WithScalar(offset)), $"scalar at {offset}");
        foreach (var offset in fixture.Points) Assert.False(AcceptsReplayed(WithPoint(offset)), $"point at {offset}");
        SecurityReport.Count("forgeries rejected", fixture.Scalars.Count() + fixture.Points.Count());
    }

    [Fact]
    public void Replayed_challenges_accept_no_other_word()
    {
        var word = Fr.FromBigInteger(fixture.Words[0]);
        Assert.False(AcceptsReplayed(fixture.Bytes, word + Fr.One));
        Assert.True(AcceptsReplayed(fixture.Bytes, word));
    }

    private bool AcceptsReplayed(byte[] bytes, Fr? word = null)
    {
        Fr[] words = [.. fixture.Words.Select(value => Fr.FromBigInteger(value))];
        var (key, layout) = (fixture.Keys.Verifying, fixture.Layout);
        var challenges = RelaxedVerifier.Replay(key, layout, fixture.Bytes, PublicWords.Write(words), Relaxation.None);
        Assert.True(Proof.TryParse(layout, bytes, out var proof));
        return new Verifier(key).Accepts(proof, new(word is null ? words : [word.Value], [], []), challenges);
    }

    private byte[] WithScalar(int offset)
    {
        var bytes = fixture.Bytes.ToArray();
        Assert.True(Fr.TryRead(bytes.AsSpan(offset, 32), out var scalar));
        (scalar + Fr.One).Write(bytes.AsSpan(offset, 32));
        return bytes;
    }

    private byte[] WithPoint(int offset)
    {
        var bytes = fixture.Bytes.ToArray();
        Assert.True(G1Affine.TryRead(bytes.AsSpan(offset, 64), out var point));
        (G1.From(point) + G1Affine.Generator).ToAffine().Write(bytes.AsSpan(offset, 64));
        return bytes;
    }
}
