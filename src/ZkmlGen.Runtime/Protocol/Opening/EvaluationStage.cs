using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 5: values at zeta, u, v and the hint; with them the claims of step 6.</summary>
internal static class EvaluationStage
{
    /// <summary>Fills state.Evaluations and state.Parts.</summary>
    public static void Evaluate(ProverState state)
    {
        var (map, zeta) = (state.Map, state.Challenges.Zeta);
        var hint = DomainValues.Hint(state.Size, state.RevealRows, zeta);
        if (!DomainValues.TryCompute(state.Size, state.RevealRows, state.Words, zeta, hint, out var domain)) throw new RedrawException();
        state.Evaluations = new Evaluations(map, ValuesAt(state, zeta)) { Hint = hint };
        var claim = state.Claim + state.Circuit.PublicMapsAt(state.Challenges.B, state.Challenges.Y);
        var parameters = state.Challenges.Constraints(state.Description, claim);
        var linear = new Linearisation(map, parameters, state.Evaluations, domain);
        var tile = EvaluateTile(state, domain);
        state.Evaluations.U = NextRow(state, linear, zeta * Fr.RootOfUnity(state.Size.LogRows));
        state.Evaluations.V = tile.Geometry * FrVec.Evaluate(state.Tile.Polynomial, domain.InverseZeta)
            - domain.InverseZeta * FrVec.Evaluate(state.Columns[map.S], domain.InverseZeta);
        for (var i = 0; i < map.Commitments; i++)
            state.Evaluations.V += tile.Committed[i] * FrVec.Evaluate(state.Tile.Committed[i], domain.InverseZeta);
        state.Parts = new ClaimParts(domain, linear, tile);
    }

    private static Fr[] ValuesAt(ProverState state, in Fr zeta)
    {
        var values = new Fr[state.Map.Evaluations];
        var powers = state.Sums[0];
        FrVec.Powers(powers, Fr.One, zeta);
        state.Workers.Run(values.Length, state.Cancellation, (index, _) =>
            values[index] = FrVec.InnerProduct(state.Columns[state.Map.Evaluated(index)], powers));
        return values;
    }

    private static Fr NextRow(ProverState state, Linearisation linear, Fr point)
    {
        Fr[] weights = [linear.NextA, linear.NextZ, linear.NextQ];
        var sum = Fr.Zero;
        for (var k = 0; k < weights.Length; k++) sum += weights[k] * FrVec.Evaluate(state.Columns[state.Map.A + k], point);
        return sum;
    }

    private static TileClaim EvaluateTile(ProverState state, DomainValues domain)
    {
        var mask = (ulong)state.Size.TileRows + 1;
        return new TileClaim(
            state.Claim,
            FrVec.Evaluate(state.Tile.Geometry, domain.Zeta),
            FrVec.Evaluate(state.Tile.Geometry, domain.InverseZeta),
            domain.Zeta.Pow(mask),
            domain.InverseZeta.Pow(mask),
            [.. state.Tile.CommittedGeometry.Select(e => FrVec.Evaluate(e, domain.Zeta))],
            [.. state.Tile.CommittedGeometry.Select(e => FrVec.Evaluate(e, domain.InverseZeta))]);
    }
}

/// <summary>What the claims of step 6 are made of besides values and weights.</summary>
internal sealed record ClaimParts(DomainValues Domain, Linearisation Linear, TileClaim Tile);
