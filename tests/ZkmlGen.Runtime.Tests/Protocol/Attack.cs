using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

using Cell = (int Y, int N, int R);

/// <summary>An otherwise honest prover that changes something: cells (later cells follow honestly) or what a step is about to send.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Expected">The relations that must be broken, exactly.</param>
internal sealed record Attack(string Name, params string[] Expected)
{
    public Dictionary<int, Func<Cell, Cell>> Cells { get; init; } = [];
    public int Step { get; init; } = -1;
    public Action<ProverState> Edit { get; init; } = _ => { };

    /// <summary>Proves with the attack in place; returns the proof and what is broken.</summary>
    public (ZkProof Proof, string[] Broken) Run(InterpretedCircuit circuit, KeyPair keys, float[] input)
    {
        foreach (var (address, cheat) in Cells) circuit.Cheats[address] = cheat;
        using var prover = Setups.Prover(circuit, keys);
        prover.State.Tamper = (step, state) =>
        {
            if (step == Step) Edit(state);
        };
        return (prover.Prove([input]), ConstraintOracle.Broken(prover.State));
    }

    public static Attack OnCell(string name, int address, Func<Cell, Cell> change, params string[] expected) =>
        new(name, expected) { Cells = { [address] = change } };

    public static Attack OnStep(string name, int step, Action<ProverState> edit, params string[] expected) => new(name, expected) { Step = step, Edit = edit };

    /// <summary>Adds to one row of a column of steps 2 and 3.</summary>
    public static void Add(ProverState state, int column, int row, long delta)
    {
        var values = state.Columns[column];
        values[row] += Fr.FromInt64(delta);
    }
}
