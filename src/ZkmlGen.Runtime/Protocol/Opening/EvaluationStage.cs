using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 5: values at zeta, u, v and the hint; with them the claims of step 6.</summary>
internal static class EvaluationStage
{
    /// <summary>Fills state.Evaluations and state.Parts.</summary>
    public static void Evaluate(ProverState state)
    {
        var (map, powers) = (state.Map, state.Sums[0]);
        var (zeta, inverse) = (state.Challenges.Zeta, state.Challenges.Zeta.Inverse());
        var (sent, next) = (new Fr[map.Evaluations], new Fr[3]);
        Fr hint = default, v = default;
        (DomainValues domain, TileClaim tile) = (null!, null!);
        state.Workers.Run(
            state.Cancellation,
            [
                () => (tile, v) = EvaluateTile(state, zeta, inverse),
                () => (domain, hint) = EvaluateDomain(state, zeta),
                () => FrVec.Powers(powers, Fr.One, zeta),
                .. next.Select<Fr, Action>((_, k) => () => next[k] = FrVec.Evaluate(state.Columns[map.A + k], zeta * Fr.RootOfUnity(state.Size.LogRows))),
            ]);
        state.Workers.Run(sent.Length, state.Cancellation, (i, _) => sent[i] = FrVec.InnerProduct(state.Columns[map.Evaluated(i)], powers));
        state.Evaluations = new Evaluations(map, sent) { V = v, Hint = hint };
        var claim = state.Claim + state.Circuit.PublicMapsAt(state.Challenges.B, state.Challenges.Y);
        var linear = new Linearisation(map, state.Challenges.Constraints(state.Description, claim), state.Evaluations, domain);
        state.Evaluations.U = linear.NextA * next[0] + linear.NextZ * next[1] + linear.NextQ * next[2];
        state.Parts = new ClaimParts(domain, linear, tile);
    }

    private static (DomainValues Values, Fr Hint) EvaluateDomain(ProverState state, in Fr zeta)
    {
        var hint = DomainValues.Hint(state.Size, state.RevealRows, zeta);
        if (!DomainValues.TryCompute(state.Size, state.RevealRows, state.Words, zeta, hint, out var values)) throw new RedrawException();
        return (values, hint);
    }

    /// <summary>The tile side's numbers, and v.</summary>
    private static (TileClaim Tile, Fr V) EvaluateTile(ProverState state, Fr zeta, Fr inverse)
    {
        var tile = new TileClaim(
            state.Claim,
            FrVec.Evaluate(state.Tile.Geometry, zeta),
            FrVec.Evaluate(state.Tile.Geometry, inverse),
            FrVec.Evaluate(state.Tile.MaskGeometry, zeta),
            FrVec.Evaluate(state.Tile.MaskGeometry, inverse),
            [.. state.Tile.CommittedGeometry.Select(e => FrVec.Evaluate(e, zeta))],
            [.. state.Tile.CommittedGeometry.Select(e => FrVec.Evaluate(e, inverse))]);
        var v = tile.Geometry * FrVec.Evaluate(state.Tile.Polynomial, inverse) + tile.Mask * FrVec.Evaluate(state.Columns[state.Map.Mask], inverse)
            - inverse * FrVec.Evaluate(state.Columns[state.Map.S], inverse);
        for (var i = 0; i < tile.Committed.Length; i++) v += tile.Committed[i] * FrVec.Evaluate(state.Tile.Committed[i], inverse);
        return (tile, v);
    }
}

/// <summary>What the claims of step 6 are made of besides values and weights.</summary>
internal sealed record ClaimParts(DomainValues Domain, Linearisation Linear, TileClaim Tile);
