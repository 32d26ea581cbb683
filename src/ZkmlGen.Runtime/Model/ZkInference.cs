using System.Numerics;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// Quantised inference without proofs: exactly what a proof would show. Needs no keys. One inference at a time; others wait.
/// </summary>
public sealed class ZkInference : IDisposable
{
    private readonly Lock running = new();
    private readonly WeightColumns weights;
    private readonly TraceMemory memory;
    private readonly PublicWords words;

    /// <summary>Reads and quantises the weights.</summary>
    /// <exception cref="InvalidDataException">The model file is not the one that the circuit was generated from.</exception>
    public ZkInference(ZkCircuit circuit, ModelFiles files)
    {
        Circuit = circuit;
        weights = WeightColumns.Load(circuit, files);
        memory = new TraceMemory(circuit.Description.Size);
        words = new PublicWords(circuit.Description);
    }

    /// <summary>The model.</summary>
    public ZkCircuit Circuit { get; }

    /// <summary>All outputs, row-major; inputs as for <see cref="ZkProver.Prove"/>.</summary>
    public float[][] Infer(ReadOnlySpan<float[]> inputs)
    {
        lock (running)
        {
            Run(inputs);
            return words.Decode(PublicWords(memory.Trace.Act));
        }
    }

    internal WeightColumns Weights => weights;
    internal PublicWords Words => words;

    /// <summary>Fills the trace; valid until the next run. The caller sees to it that no other thread runs.</summary>
    internal Trace Run(ReadOnlySpan<float[]> inputs)
    {
        memory.Clear();
        var trace = memory.Trace;
        InputQuantiser.Fill(Circuit.Description, inputs, trace);
        Circuit.FillWitness(weights.Tiles, trace);
        return trace;
    }

    internal BigInteger[] PublicWords(ReadOnlySpan<int> act) => [.. words.FromCells(act).Select(word => word.ToBigInteger())];

    /// <inheritdoc/>
    public void Dispose()
    {
        weights.Dispose();
        memory.Dispose();
    }
}
