using Xunit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Protocol;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>
/// No relation of the proof system is dead: for each there is a forgery that is rejected, and accepted as soon as prover and verifier leave out this relation.
/// So it is also the only one that catches the forgery.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class NecessityTests
{
    private static readonly Statement tiny = Statement.Tiny(), squares = Statement.Squares();

    public static TheoryData<string> OfTheTinyNetwork => [.. Relation.All(tiny.Map).Select(relation => relation.Name)];
    public static TheoryData<string> OfTheSquareNetwork => [.. Relation.All(squares.Map).Select(relation => relation.Name)];

    [Theory, MemberData(nameof(OfTheTinyNetwork))]
    public void Every_relation_is_needed(string name) => Check(tiny, name);

    [Theory, MemberData(nameof(OfTheSquareNetwork)), Trait(SecurityReport.Trait, SecurityReport.Slow)]
    public void Every_relation_is_needed_with_squares(string name) => Check(squares, name);

    [Fact]
    public void The_relations_are_all_that_prover_and_verifier_weigh()
    {
        foreach (var statement in new[] { tiny, squares })
        {
            var (map, challenges) = (statement.Map, new Challenges(new KeccakTranscript(new byte[32], default, [])));
            Assert.Equal(Relation.Constraints(map).Count(), challenges.Constraints(statement.Description, default).AlphaPowers.Length);
            Assert.Equal(Relation.Claims(map).Count(), challenges.ClaimWeights(map.Claims).Length);
            SecurityReport.Count("relations (of two circuits)", Relation.All(map).Count);
        }
    }

    [Fact]
    public void Only_tests_relax_challenges() =>
        Assert.DoesNotContain(typeof(Challenges).Assembly.GetTypes(), type => type.IsSubclassOf(typeof(Challenges)));

    [Fact, Trait(SecurityReport.Trait, SecurityReport.Slow)]
    public void Honest_proofs_are_accepted_whatever_is_left_out()
    {
        foreach (var relation in Relation.All(tiny.Map))
        {
            var (proof, _) = tiny.Prove(new Attack("nothing"), relation.Without);
            Assert.True(RelaxedVerifier.Accepts(tiny.Keys.Verifying, proof, relation.Without), relation.Name);
        }
    }

    private static void Check(Statement statement, string name)
    {
        var relation = Relation.All(statement.Map).Single(relation => relation.Name == name);
        // With squares a value of n enters twice: only for half of all wrong words there is a lie about it.
        for (var increment = 1; ; increment++)
        {
            var attack = statement.Forgeries.For(relation, increment);
            var (proof, broken) = statement.Prove(attack, Relaxation.None);
            Assert.Equal(attack.Expected, broken);
            Assert.False(statement.Verifier.Verify(proof));
            (proof, _) = statement.Prove(attack, relation.Without);
            Assert.False(statement.Verifier.Verify(proof));
            if (RelaxedVerifier.Accepts(statement.Keys.Verifying, proof, relation.Without)) break;
            Assert.True(increment < 20, "the forgery is rejected without the relation");
        }
        SecurityReport.Count("forgeries rejected", 2);
        SecurityReport.Count("relations shown to be necessary");
    }
}
