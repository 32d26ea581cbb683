using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>What a forger computes: by how much relations are off, and what would set them right.</summary>
internal static class Forging
{
    /// <summary>Q' - A' - kappa (y Z' + U_0 - c' - d), while columns are rows (step 3).</summary>
    public static Fr CheckRow(ProverState state)
    {
        var (map, ch, columns) = (state.Map, state.Challenges, state.Columns);
        var claim = state.Claim + state.Circuit.PublicMapsAt(ch.B, ch.Y);
        return columns[map.Q][0] - columns[map.A][0] - ch.Kappa * (ch.Y * columns[map.Z][0] + columns[map.U(0)][state.Size.Rows - 1] - claim);
    }

    /// <summary>c' is sent after kappa: chooses it so that the check row holds whatever the folds are.</summary>
    public static void Cancel(ProverState state) => state.Claim -= CheckRow(state) * state.Challenges.Kappa.Inverse();

    /// <summary>g + f1 of a cell.</summary>
    public static Fr LookedUp(ProverState state, int address)
    {
        var (map, ch, row, lane) = (state.Map, state.Challenges, address / state.Size.Lanes, address % state.Size.Lanes);
        return ch.G + state.FixedRow(map.Tag)[row] + ch.Theta * (state.Columns[map.Y(lane)][row] + state.Columns[map.N(lane)][row]);
    }

    /// <summary>The combined constraint minus (x^N - 1) t at x = zeta, for values at zeta that are sent: 0 for an honest proof. From step 4 on.</summary>
    public static Fr Residual(ProverState state, Evaluations sent, DomainValues domain)
    {
        var linear = Linearise(state, sent, domain);
        var sum = linear.Constant + NextRow(state, linear, domain);
        for (var column = 0; column < state.Map.Tiles; column++)
        {
            if (!linear.Here[column].IsZero) sum += linear.Here[column] * At(state, column, domain.Zeta);
        }
        var quotient = At(state, state.Map.T0, domain.Zeta) + domain.ZetaToRows * At(state, state.Map.T1, domain.Zeta);
        return sum - (domain.ZetaToRows - Fr.One) * quotient;
    }

    private static Fr NextRow(ProverState state, Linearisation linear, DomainValues domain)
    {
        var (map, next) = (state.Map, domain.Zeta * Fr.RootOfUnity(state.Size.LogRows));
        return linear.NextA * At(state, map.A, next) + linear.NextZ * At(state, map.Z, next) + linear.NextQ * At(state, map.Q, next);
    }

    private static Fr At(ProverState state, int column, Fr x) => FrVec.Evaluate(state.Columns[column], x);

    /// <summary>The columns' values at zeta with the right hint, and with value number index replaced.</summary>
    public static Evaluations Values(ProverState state, DomainValues domain, Fr hint, int index = -1, Fr replacement = default)
    {
        var values = Enumerable.Range(0, state.Map.Evaluations).Select(i => i == index
            ? replacement : FrVec.Evaluate(state.Columns[state.Map.Evaluated(i)], domain.Zeta));
        return new Evaluations(state.Map, [.. values]) { Hint = hint };
    }

    /// <summary>What the domain gives at zeta, even if zeta is in it.</summary>
    public static (DomainValues Domain, Fr Hint) Domain(ProverState state, Fr zeta)
    {
        var hint = DomainValues.Hint(state.Size, state.RevealRows, zeta);
        DomainValues.TryCompute(state.Size, state.RevealRows, state.Words, zeta, hint, out var domain);
        return (domain, hint);
    }

    /// <summary>The combined constraint at zeta.</summary>
    public static Linearisation Linearise(ProverState state, Evaluations sent, DomainValues domain)
    {
        var claim = state.Claim + state.Circuit.PublicMapsAt(state.Challenges.B, state.Challenges.Y);
        return new Linearisation(state.Map, state.Challenges.Constraints(state.Description, claim), sent, domain);
    }

    /// <summary>Sends value number index so that the combined constraint seems to hold; as it is if no value does that.</summary>
    public static void Lie(ProverState state, int index)
    {
        var (honest, domain) = (state.Evaluations, state.Parts.Domain);
        Evaluations With(Fr value) => Values(state, domain, honest.Hint, index, value);
        if (FieldRoots.Find(value => Residual(state, With(value), domain)) is not { } lie) return;
        Send(state, With(lie), honest.U, honest.V);
    }

    /// <summary>Sends these values.</summary>
    public static void Send(ProverState state, Evaluations values, Fr u, Fr v)
    {
        (values.U, values.V) = (u, v);
        state.Evaluations = values;
        state.Parts = state.Parts with { Linear = Linearise(state, values, state.Parts.Domain) };
    }

    /// <summary>Opens at another point than the one that was drawn.</summary>
    public static void Reopen(ProverState state, Fr zeta)
    {
        var (domain, hint) = Domain(state, zeta);
        var (inverse, geometry, mask) = (domain.InverseZeta, state.Tile.Geometry, state.Tile.MaskGeometry);
        var tile = new TileClaim(state.Claim, FrVec.Evaluate(geometry, zeta), FrVec.Evaluate(geometry, inverse), FrVec.Evaluate(mask, zeta), FrVec.Evaluate(mask, inverse), [], []);
        state.Parts = state.Parts with { Domain = domain, Tile = tile };
        var values = Values(state, domain, hint);
        var v = tile.Geometry * FrVec.Evaluate(state.Tile.Polynomial, inverse) + tile.Mask * FrVec.Evaluate(state.Columns[state.Map.Mask], inverse) - inverse * FrVec.Evaluate(state.Columns[state.Map.S], inverse);
        Send(state, values, NextRow(state, Linearise(state, values, domain), domain), v);
    }

    /// <summary>The column's commitment once more, from its rows, into the proof.</summary>
    public static void Recommit(ProverState state, int column) =>
        state.Commitments.Rows(state.Columns[column], 1).ToAffine().Write(state.Proof.AsSpan(state.Layout.Point(column)));
}
