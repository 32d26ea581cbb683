using System.Numerics;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Protocol;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>
/// Checks 1 and 2 of section 6: proofs that only one of them catches. The equations accept each: what a check forbids are other bytes for the same proof, or
/// challenges with which anything can be proved.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class CheckTests
{
    private static readonly Statement tiny = Statement.Tiny();
    private static readonly ProofLayout layout = new(tiny.Description);
    private static readonly BigInteger order = (-Fr.One).ToBigInteger() + 1;
    private static readonly BigInteger prime = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    /// <summary>A scalar and a coordinate of every step, with the number that encodes the same residue.</summary>
    public static TheoryData<int, int, bool> Encodings => new()
    {
        { 1, layout.Point(0), false }, { 2, layout.Point(layout.Columns.Mask), false }, { 3, layout.Point(layout.Columns.S) + 32, false }, { 3, layout.Claim, true },
        { 4, layout.Point(layout.Columns.T1), false }, { 5, layout.Evaluations, true }, { 5, layout.U, true }, { 5, layout.V, true }, { 5, layout.Hint, true },
        { 6, layout.W + 32, false },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Numbers_are_canonical(int step, int offset, bool isScalar)
    {
        var modulus = isScalar ? order : prime;
        var (proof, broken) = tiny.Prove(new Attack("another encoding").Rewriting(step, state => Raise(state.Proof.AsSpan(offset, 32), modulus)));
        Assert.Empty(broken);
        RejectedAlone(proof, proof.PublicValues, bytes => Raise(bytes.AsSpan(offset, 32), -modulus));
    }

    [Fact]
    public void Words_are_canonical()
    {
        byte[] Raised(byte[] words)
        {
            Raise(words.AsSpan(0, 32), order);
            return words;
        }
        var (proof, _) = tiny.Prove(new Attack("a word raised by r") { Statement = Raised });
        BigInteger[] words = [proof.PublicValues[0] + order];
        RejectedAlone(proof, words, _ => { });
    }

    [Fact]
    public void The_number_of_words_is_exact()
    {
        var (proof, _) = tiny.Prove(Attack.OnStep("one word more", 0, state => state.Words = [.. state.Words, Fr.One]));
        RejectedAlone(proof, proof.PublicValues, _ => { });
    }

    [Fact]
    public void The_length_is_exact()
    {
        var (proof, _) = tiny.Prove(new Attack("nothing"));
        Assert.False(tiny.Verifier.Verify((byte[])[.. proof.Bytes.Span, 0], [.. proof.PublicValues]));
        Assert.True(tiny.Verifier.Verify(proof));
        Count();
    }

    /// <summary>Off the curve there is no group, so that no equation can be asked without this check.</summary>
    [Fact]
    public void Points_are_on_the_curve()
    {
        var (proof, _) = tiny.Prove(new Attack("nothing"));
        for (var column = 0; column < layout.Columns.Sent; column++)
        {
            var bytes = proof.Bytes.ToArray();
            bytes[layout.Point(column) + 63] ^= 1;
            Assert.False(Proof.TryParse(layout, bytes, out _));
        }
        SecurityReport.Count("forgeries rejected", layout.Columns.Sent);
    }

    [Fact]
    public void A_b_of_0_would_prove_anything()
    {
        var bad = new Relaxation();
        var attack = FalseWord.And(2, state =>
        {
            Draw(state, bad, "b", Fr.Zero);
            TransposedColumns.Compute(state, () => { });
        });
        RefusedAlone(attack, bad);
    }

    [Fact]
    public void A_y_of_0_would_prove_anything()
    {
        var bad = new Relaxation();
        var attack = FalseWord.And(2, state => Attack.Add(state, state.Map.U(0), 0, state.BPowers[state.RevealRows[0] * state.Size.Lanes])).And(3, state =>
        {
            Draw(state, bad, "y", Fr.Zero);
            RunningSums.Fill(state, () => TileArgument.FillPolynomials(state));
            TileArgument.Fold(state);
        });
        RefusedAlone(attack, bad);
    }

    [Fact]
    public void A_zeta_in_the_domain_would_prove_anything()
    {
        var bad = new Relaxation();
        var attack = FalseWord.And(5, state =>
        {
            Draw(state, bad, "zeta", Fr.RootOfUnity(state.Size.LogRows).Pow(5));
            Forging.Reopen(state, state.Challenges.Zeta);
        });
        RefusedAlone(attack, bad);
    }

    /// <summary>A verifier that computed the inverses itself would accept any hint.</summary>
    [Fact]
    public void The_hint_is_the_inverse()
    {
        var (proof, _) = tiny.Prove(Attack.OnStep("another hint", 5, state => state.Evaluations.Hint += Fr.One));
        Assert.False(tiny.Verifier.Verify(proof));
        Assert.True(EquationsHold(proof, Relaxation.None));
        Count();
    }

    private static Attack FalseWord => Attack.OnStep("a wrong word", 0, state => state.Words[0] += Fr.One);

    private static void Draw(ProverState state, Relaxation bad, string name, Fr value)
    {
        bad.Predicted[name] = value;
        ((RelaxedChallenges)state.Challenges).Predict();
    }

    /// <summary>Rejected by the product; the same proof in canonical form, under the challenges of the bytes as they are, is accepted.</summary>
    private static void RejectedAlone(ZkProof proof, IReadOnlyList<BigInteger> sent, Action<byte[]> canonise)
    {
        var (bytes, circuit) = (proof.Bytes.ToArray(), tiny.Description);
        Assert.False(tiny.Verifier.Verify(bytes, [.. sent]));
        Assert.True(PublicWords.TryWrite([.. sent], out var words));
        var challenges = RelaxedVerifier.Replay(tiny.Keys.Verifying, layout, bytes, words, Relaxation.None);
        canonise(bytes);
        Assert.True(Proof.TryParse(layout, bytes, out var parsed));
        Fr[] residues = [.. sent.Take(circuit.PublicWords).Select(word => Fr.FromBigInteger(word % order))];
        Assert.True(new Verifier(tiny.Keys.Verifying).Accepts(parsed, new(residues, [], []), challenges));
        Count();
    }

    /// <summary>Refused because of its challenges; the equations hold.</summary>
    private static void RefusedAlone(Attack attack, Relaxation bad)
    {
        var (proof, _) = tiny.Prove(attack, bad);
        Assert.False(RelaxedVerifier.Accepts(tiny.Keys.Verifying, proof, bad));
        Assert.True(EquationsHold(proof, bad));
        Count();
    }

    /// <summary>Checks 3 to 5.</summary>
    private static bool EquationsHold(ZkProof proof, Relaxation relaxation)
    {
        var (key, rows) = (tiny.Keys.Verifying, RevealRows.Of(tiny.Description));
        Fr[] words = [.. proof.PublicValues.Select(word => Fr.FromBigInteger(word))];
        var challenges = RelaxedVerifier.Replay(key, layout, proof.Bytes.Span, PublicWords.Write(words), relaxation);
        Assert.True(Proof.TryParse(layout, proof.Bytes.Span, out var parsed));
        var hint = DomainValues.Hint(tiny.Description.Size, rows, challenges.Zeta);
        DomainValues.TryCompute(tiny.Description.Size, rows, words, challenges.Zeta, hint, out var domain);
        return new Verifier(key).Holds(parsed, [], challenges, domain);
    }

    private static void Raise(Span<byte> number, BigInteger modulus)
    {
        var bytes = (new BigInteger(number, isUnsigned: true, isBigEndian: true) + modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        number.Clear();
        bytes.CopyTo(number[(number.Length - bytes.Length)..]);
    }

    private static void Count()
    {
        SecurityReport.Count("forgeries rejected");
        SecurityReport.Count("checks shown to be necessary");
    }
}
