using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Soundness;

namespace ZkmlGen.Runtime.Tests.Protocol;

using Cell = (int Y, int N, int R);

/// <summary>An otherwise honest prover that changes something: cells (later cells follow honestly) or what steps send.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Expected">The relations that must be broken, exactly.</param>
internal sealed record Attack(string Name, params string[] Expected)
{
    public Dictionary<int, Func<Cell, Cell>> Cells { get; init; } = [];
    /// <summary>By step: changes what the step is about to send.</summary>
    public Dictionary<int, Action<ProverState>> Edits { get; init; } = [];
    /// <summary>By step: changes what the step has written, before it is absorbed.</summary>
    public Dictionary<int, Action<ProverState>> Rewrites { get; init; } = [];

    /// <summary>What is absorbed in place of the public words.</summary>
    public Func<byte[], byte[]> Statement { get; init; } = words => words;

    /// <summary>Proves with the attack in place; returns the proof and what is broken.</summary>
    public (ZkProof Proof, string[] Broken) Run(InterpretedCircuit circuit, KeyPair keys, float[][] inputs, Relaxation? relaxation = null)
    {
        foreach (var (address, cheat) in Cells) circuit.Cheats[address] = cheat;
        using var prover = Setups.Prover(circuit, keys);
        prover.State.Tamper = (step, state) =>
        {
            if (step == 1) state.Challenges = Challenges(state, relaxation ?? Relaxation.None);
            Edits.GetValueOrDefault(step)?.Invoke(state);
        };
        return (prover.Prove(inputs), ConstraintOracle.Broken(prover.State));
    }

    public static Attack OnCell(string name, int address, Func<Cell, Cell> change, params string[] expected) =>
        new(name, expected) { Cells = { [address] = change } };

    public static Attack OnStep(string name, int step, Action<ProverState> edit, params string[] expected) =>
        new(name, expected) { Edits = { [step] = edit } };

    /// <summary>With one more edit.</summary>
    public Attack And(int step, Action<ProverState> edit) => this with { Edits = new(Edits) { [step] = edit } };

    /// <summary>With one more edit of what a step has written.</summary>
    public Attack Rewriting(int step, Action<ProverState> edit) => this with { Rewrites = new(Rewrites) { [step] = edit } };

    /// <summary>Adds to one row of a column of steps 2 and 3.</summary>
    public static void Add(ProverState state, int column, int row, long delta) => Add(state, column, row, Fr.FromInt64(delta));

    /// <summary>Adds to one row of a column of steps 2 and 3.</summary>
    public static void Add(ProverState state, int column, int row, Fr delta)
    {
        var values = state.Columns[column];
        values[row] += delta;
    }

    private RelaxedChallenges Challenges(ProverState state, Relaxation relaxation)
    {
        var transcript = new KeccakTranscript(state.Key.Digest, state.Context, Statement(PublicWords.Write(state.Words)));
        return new RelaxedChallenges(transcript, relaxation, step =>
        {
            Rewrites.GetValueOrDefault(step)?.Invoke(state);
            return state.Layout.Message(step, state.Proof).ToArray();
        });
    }
}
