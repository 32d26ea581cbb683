using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>The prover of a <see cref="WeightRangeProof"/>: the protocol's, on a <see cref="RangeCircuit"/> whose committed words are the weights.</summary>
internal sealed class RangeProver : IDisposable
{
    private readonly RangeCircuit circuit;
    private readonly TraceMemory memory;
    private readonly WeightColumns none;

    public RangeProver(CircuitDescription model, WeightRanges ranges, WeightColumns weights, ProvingKey key, Srs srs)
        : this(model, ranges, weights, key.WeightBlinding, key.WeightCommitments, srs)
    {
    }

    public RangeProver(CircuitDescription model, WeightRanges ranges, WeightColumns weights, Fr[] blinding, G1Affine[] commitments, Srs srs)
    {
        var layout = new RangeLayout(model, ranges);
        circuit = new RangeCircuit(layout, ranges, weights);
        Keys = KeyGenerator.Setup(circuit, RangeCircuit.Files, srs);
        none = WeightColumns.Load(circuit, RangeCircuit.Files);
        State = new ProverState(circuit, none, Keys.Proving, Environment.ProcessorCount);
        memory = new TraceMemory(layout.Description.Size);
        memory.Clear();
        State.Committed = State.Tile.Committed.Length > 0 ? commitments : [];
        for (var k = 0; k < State.Tile.Committed.Length; k++) Load(State.Tile.Committed[k], weights[k], blinding[k]);
    }

    public KeyPair Keys { get; }
    public ProverState State { get; }

    /// <summary>The proof.</summary>
    public byte[] Prove(ZkContext context, CancellationToken cancellation)
    {
        (State.Context, State.Cancellation) = (context, cancellation);
        circuit.FillWitness([], memory.Trace);
        return Prover.Prove(State, memory.Trace, new StageClock(null, cancellation));
    }

    private static void Load(FrVector target, ReadOnlySpan<int> column, in Fr blinding)
    {
        for (var t = 0; t < column.Length; t++) target[t] = Fr.FromInt64(column[t]);
        target[column.Length] = blinding;
    }

    public void Dispose()
    {
        State.Dispose();
        none.Dispose();
        memory.Dispose();
    }
}
