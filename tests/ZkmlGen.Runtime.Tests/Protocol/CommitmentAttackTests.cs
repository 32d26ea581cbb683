using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>A prover whose commitment is to other words than those of the cells, and who goes on honestly with it.</summary>
public sealed class CommitmentAttackTests
{
    private static readonly TinyNetwork network = new(3, shown: new Disclosure(Visibility.Committed, Visibility.Committed, OutputForm.Full));
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());

    [Theory]
    [InlineData(0, 0), InlineData(0, 1), InlineData(0, 2), InlineData(0, 3), InlineData(1, 0)]
    public void Another_word_at_one_position(int commitment, int word) => Assert.False(Accepted(state => Change(state, commitment, x => x[word] += Fr.One)));

    [Theory]
    [InlineData(0, 4), InlineData(1, 1)]
    public void The_blinding_coefficient_is_no_word(int commitment, int top)
    {
        Assert.True(Accepted(state => Change(state, commitment, x => x[top] += Fr.One)));
        Assert.False(Accepted(state => Change(state, commitment, x => (x[0], x[top]) = (x[0] + Fr.One, x[top] - Fr.One))));
    }

    [Fact]
    public void Words_exchanged_between_positions() => Assert.False(Accepted(state => Change(state, 0, x => (x[0], x[1]) = (x[1], x[0]))));

    [Fact]
    public void Words_of_both_commitments_exchanged() => Assert.False(Accepted(state =>
    {
        var (input, output) = (state.Tile.Committed[0], state.Tile.Committed[1]);
        (input[0], output[0]) = (output[0], input[0]);
        Change(state, 0, _ => { });
        Change(state, 1, _ => { });
    }));

    [Fact]
    public void A_point_that_the_prover_did_not_commit_to() => Assert.False(Accepted(state => state.Committed[0] = G1Affine.Generator));

    /// <summary>Changes coefficients and commits again.</summary>
    private static void Change(ProverState state, int commitment, Action<FrVector> change)
    {
        change(state.Tile.Committed[commitment]);
        state.Committed[commitment] = state.Commitments.Coefficients(state.Tile.Committed[commitment], 1).ToAffine();
    }

    private static bool Accepted(Action<ProverState> tamper)
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        prover.State.Tamper = (step, state) =>
        {
            if (step == 0) tamper(state);
        };
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        var statement = new Statement(prover.State.Words, prover.State.Committed, []);
        return new Verifier(keys.Verifying).Verify(proof.Bytes.Span, statement.Write(), default);
    }
}
