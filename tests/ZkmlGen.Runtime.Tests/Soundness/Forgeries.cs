using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>For every relation a false statement whose proof breaks this relation only: a wrong public word, an input out of range, or a value that is not its pre's.</summary>
internal sealed class Forgeries
{
    private readonly CircuitDescription description;
    private readonly ColumnMap map;
    private readonly int[] y, n;

    public Forgeries(InterpretedCircuit circuit, float[] input)
    {
        description = circuit.Description;
        map = new ColumnMap(description.Size.Lanes, description.HasSquares);
        using var inference = new ZkInference(circuit, circuit.Files);
        var trace = inference.Run([input]);
        (y, n) = (trace.Y.ToArray(), trace.N.ToArray());
    }

    private int Lanes => description.Size.Lanes;

    /// <summary>The forgery; larger increments are further ones of the same kind.</summary>
    public Attack For(Relation relation, int increment = 1)
    {
        if (relation.Without.Claim is { } claim) return Opened(relation.Name, claim, increment);
        if (relation.Without.Fold is { } fold) return Unbalanced(relation.Name, fold);
        var index = relation.Without.Constraint!.Value;
        if (index < Lanes) return Split(relation.Name, index);
        if (index < 2 * Lanes) return Helper(relation.Name, index - Lanes);
        return relation.Name switch
        {
            "table" => OutOfRange(relation.Name, 0, (state, address) => Attack.Add(state, map.TableHelper, 0, Forging.LookedUp(state, address).Inverse())),
            "A" => FalseWord("A").And(3, state => Attack.Add(state, map.A, 0, Forging.CheckRow(state))),
            "Z" => Balanced("Z").And(3, state => Attack.Add(state, map.Z, 0, Forging.CheckRow(state) * (state.Challenges.Kappa * state.Challenges.Y).Inverse())),
            "Q" => FalseWord("Q").And(3, state => Attack.Add(state, map.Q, 0, -Forging.CheckRow(state))),
            _ => FalseWord("check fold 1"),
        };
    }

    /// <summary>act of a cell is one larger, pre is not.</summary>
    private Attack Split(string name, int lane)
    {
        var (gadget, other) = description.HasSquares ? (Gadget.Square, 0) : (Gadget.Requant, 1);
        var cell = Cells(gadget, lane).Last(address => y[address] + n[address] > 0 && other * n[address] == 0);
        return Attack.OnCell(name, cell, cell => (cell.Y + 1, cell.N + other, cell.R), name);
    }

    private Attack Helper(string name, int lane) => OutOfRange(
        name, lane, (state, address) => Attack.Add(state, map.H(lane), address / Lanes, -Forging.LookedUp(state, address).Inverse()));

    /// <summary>An input just above its range, and something in step 2 that makes up for it.</summary>
    private Attack OutOfRange(string name, int lane, Action<ProverState, int> makeUp)
    {
        var address = Cells(Gadget.Input, lane).MaxBy(address => y[address]);
        var bits = description.Tensors.Items.First(tensor => tensor.Gadget == Gadget.Input).Bits;
        return Attack.OnCell(name, address, cell => (1 << bits, cell.N, cell.R), name).And(2, state => makeUp(state, address));
    }

    /// <summary>One of the sums of the check row is off: fold 1 by a wrong word, fold 2 by a wrong U, the lookups by an input out of range.</summary>
    private Attack Unbalanced(string name, int fold)
    {
        var attack = fold switch { 0 => FalseWord(name), 1 => Balanced(name), _ => OutOfRange(name, 0, (_, _) => { }) };
        return attack.And(3, state => Announce(state, fold));
    }

    /// <summary>A public word that is too large.</summary>
    private static Attack FalseWord(string name, int increment = 1) =>
        Attack.OnStep(name, 0, state => state.Words[0] += Fr.FromInt64(increment), name);

    /// <summary>A wrong word again, and U of the constant cell such that fold 1 holds.</summary>
    private Attack Balanced(string name) =>
        FalseWord(name).And(2, state => Attack.Add(state, map.U(0), 0, state.BPowers[state.RevealRows[0] * Lanes]));

    /// <summary>A wrong word, and values that hide it at zeta: in place of the quotient's identity or, as c' hides the word in the check row, of the tile side's.</summary>
    private Attack Opened(string name, int claim, int increment)
    {
        var attack = FalseWord(name, increment);
        var (inCheckRow, inTiles) = (attack with { Expected = ["check fold 1"] }, attack.And(3, Forging.Cancel) with { Expected = [] });
        return (claim - map.Evaluations) switch
        {
            < 0 => inCheckRow.And(5, state => Forging.Lie(state, claim)),
            0 => inCheckRow,
            1 => inTiles,
            2 => inCheckRow.And(5, FalseNextRow),
            _ => inTiles.And(5, FalseTile),
        };
    }

    /// <summary>u such that the combined constraint seems to hold.</summary>
    private static void FalseNextRow(ProverState state) => state.Evaluations.U -= Forging.Residual(state, state.Evaluations, state.Parts.Domain);

    /// <summary>v such that the claim at zeta holds: v = 2 c' - (e(1/zeta) T + e_m(1/zeta) m - zeta S)(zeta).</summary>
    private static void FalseTile(ProverState state)
    {
        var (tile, zeta) = (state.Parts.Tile, state.Parts.Domain.Zeta);
        var value = tile.InverseGeometry * FrVec.Evaluate(state.Tile.Polynomial, zeta)
            + tile.InverseMask * FrVec.Evaluate(state.Columns[state.Map.Mask], zeta) - zeta * FrVec.Evaluate(state.Columns[state.Map.S], zeta);
        state.Evaluations.V = state.Claim + state.Claim - value;
    }

    private static void Announce(ProverState state, int fold)
    {
        if (state.Challenges is not RelaxedChallenges challenges) return;
        var kappa = state.Challenges.Kappa.Inverse();
        challenges.Announce(Forging.CheckRow(state) * (fold switch { 0 => Fr.One, 1 => kappa, _ => kappa * kappa }));
    }

    private IEnumerable<int> Cells(Gadget gadget, int lane) => description.Tensors.Items.Where(tensor => tensor.Gadget == gadget)
        .SelectMany(tensor => Enumerable.Range(tensor.Address, tensor.Size)).Where(address => address % Lanes == lane);
}
