using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>For every challenge a false proof that anyone can make who knows the challenge before sending what it must depend on.</summary>
internal static class Predictions
{
    // An entry (tag, value) of the table other than (0, 0): a forger makes an illegal cell look like it.
    private const int Tag = 1, Value = 3;
    private static readonly Fr tag = Fr.FromInt64(Tag), value = Fr.FromInt64(Value);

    /// <summary>By challenge, in the order in which they are drawn. b needs two public words.</summary>
    public static IReadOnlyDictionary<string, Attack> All { get; } = new Dictionary<string, Attack>
    {
        ["b"] = Attack.OnStep("two words that cancel in fold 1", 0, state =>
        {
            state.Words[0] += Fr.One;
            state.Words[1] -= Power(Known("b"), RevealAddress(state, 0)) * Power(Known("b"), RevealAddress(state, 1)).Inverse();
        }),
        // g + theta y is a multiple of the entry's g + tag + theta value.
        ["g"] = Collision(value * Known("g") * (Known("g") + tag).Inverse(), (Known("g") + tag) * Known("g").Inverse()),
        // theta y is the entry's tag + theta value.
        ["theta"] = Collision(value + tag * Known("theta").Inverse(), Fr.One),
        ["y"] = FalseWord.And(2, BalanceBothFolds),
        ["kappa"] = FalseWord.And(2, state => Attack.Add(state, state.Map.U(0), state.Size.Rows - 1, -WordInFold(state) * Known("kappa").Inverse())),
        ["alpha"] = FalseWord.And(3, CancelConstraints),
        ["zeta"] = FalseWord.And(4, SatisfyAtZeta),
        ["nu"] = FalseWord.And(5, CancelClaims),
        ["xi"] = FalseWord.Rewriting(6, SatisfyAtXi),
    };

    /// <summary>What everybody knows in advance.</summary>
    public static Fr Known(string challenge) => Fr.FromInt64(1_000_003 + challenge[0]).Pow(77);

    private static Attack FalseWord => Attack.OnStep("a wrong word", 0, state => state.Words[0] += Fr.One);

    /// <summary>What the wrong word adds to fold 1.</summary>
    private static Fr WordInFold(ProverState state) => state.BPowers[RevealAddress(state, 0)];

    private static int RevealAddress(ProverState state, int word) => state.RevealRows[word] * state.Size.Lanes;

    private static Fr Power(Fr value, int exponent) => value.Pow((ulong)exponent);

    /// <summary>The y of the last active row, which has tag 0, is not 0, and looks like factor times an entry of the table.</summary>
    private static Attack Collision(Fr y, Fr factor)
    {
        return new Attack("a cell that looks like an entry").Rewriting(1, Replace).And(2, LookUp);

        void Replace(ProverState state)
        {
            var (cells, multiplicities) = (state.Columns[state.Map.Y(0)], state.Columns[state.Map.Mult]);
            cells[state.Size.ActiveRows - 1] = y;
            multiplicities[0] -= Fr.One;
            multiplicities[new LookupTable(state.Description.Ranges).Row(Tag, Value)] += factor;
            Forging.Recommit(state, state.Map.Y(0));
            Forging.Recommit(state, state.Map.Mult);
        }

        void LookUp(ProverState state)
        {
            var row = state.Size.ActiveRows - 1;
            Attack.Add(state, state.Map.H(0), row, Forging.LookedUp(state, row * state.Size.Lanes).Inverse() - state.Challenges.G.Inverse());
        }
    }

    /// <summary>Fold 1 wants act_0 d_0 + act_1 d_1 = what the word adds, fold 2 wants d_0 + y^address d_1 = 0; act_0 is 1.</summary>
    private static void BalanceBothFolds(ProverState state)
    {
        var input = state.Description.Tensors.Items.First(tensor => tensor.Gadget == Circuit.Gadget.Input);
        var (row, lane) = (input.Address / state.Size.Lanes, input.Address % state.Size.Lanes);
        var act = state.Columns[state.Map.Y(lane)][row] + Fr.FromInt64(input.Low);
        var power = Power(Known("y"), input.Address);
        var change = WordInFold(state) * (act - power).Inverse();
        Attack.Add(state, state.Map.U(lane), row, change);
        Attack.Add(state, state.Map.U(0), 0, -power * change);
    }

    /// <summary>A and Z are wrong on row 0 such that the check row holds and alpha^(2w+1) times the one cancels alpha^(2w+2) times the other.</summary>
    private static void CancelConstraints(ProverState state)
    {
        var (ch, inverse) = (state.Challenges, Known("alpha").Inverse());
        var change = Forging.CheckRow(state) * (Fr.One - ch.Kappa * ch.Y * inverse).Inverse();
        Attack.Add(state, state.Map.A, 0, change);
        Attack.Add(state, state.Map.Z, 0, -change * inverse);
    }

    /// <summary>t is right at zeta, and nowhere else.</summary>
    private static void SatisfyAtZeta(ProverState state)
    {
        var (domain, hint) = Forging.Domain(state, Known("zeta"));
        var residual = Forging.Residual(state, Forging.Values(state, domain, hint), domain);
        Attack.Add(state, state.Map.T0, 0, residual * (domain.ZetaToRows - Fr.One).Inverse());
    }

    /// <summary>The first value is off by what nu^E times the broken identity needs.</summary>
    private static void CancelClaims(ProverState state)
    {
        var (honest, domain, nu) = (state.Evaluations, state.Parts.Domain, Power(Known("nu"), state.Map.Evaluations));
        Evaluations With(Fr first) => Forging.Values(state, domain, honest.Hint, 0, first);
        var lie = FieldRoots.Find(first => honest.Sent[0] - first + nu * Forging.Residual(state, With(first), domain));
        Forging.Send(state, With(lie!.Value), honest.U, honest.V);
    }

    /// <summary>W is the constant that makes L vanish at xi.</summary>
    private static void SatisfyAtXi(ProverState state)
    {
        var (xi, sum, quotient) = (Known("xi"), Fr.Zero, state.Opening[3]);
        for (var j = 0; j < 3; j++) sum += (FrVec.Evaluate(state.Opening[j], xi) - state.Claims.Values[j]) * (xi - state.Claims.Points[j]).Inverse();
        quotient.Clear();
        quotient[0] = sum;
        (sum * G1.From(G1Affine.Generator)).ToAffine().Write(state.Proof.AsSpan(state.Layout.W));
    }
}
