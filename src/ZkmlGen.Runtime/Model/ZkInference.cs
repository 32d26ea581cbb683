using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
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
    private readonly int[] unusedSquares;

    /// <summary>Reads and quantises the weights.</summary>
    /// <exception cref="InvalidDataException">The model file is not the one that the circuit was generated from.</exception>
    public ZkInference(ZkCircuit circuit, ModelFiles files)
    {
        Circuit = circuit;
        weights = WeightColumns.Load(circuit, files);
        memory = new TraceMemory(circuit.Description.Size);
        words = new PublicWords(circuit.Description);
        unusedSquares = UnusedSquares(circuit.Description);
    }

    /// <summary>The model.</summary>
    public ZkCircuit Circuit { get; }

    /// <summary>All outputs, row-major; inputs as for <see cref="ZkProver.Prove"/>.</summary>
    public float[][] Infer(ReadOnlySpan<float[]> inputs)
    {
        lock (running)
        {
            Run(inputs);
            return words.Outputs(words.FromCells(memory.Trace.Act));
        }
    }

    /// <summary>The words of inputs, without an inference: those of outputs mean nothing.</summary>
    internal Fr[] Pack(ReadOnlySpan<float[]> inputs)
    {
        memory.Clear();
        InputQuantiser.Fill(Circuit.Description, inputs, memory.Trace);
        return words.FromCells(memory.Trace.Act);
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
        // round(0^2 / 2^s) = 0 with the remainder 2^(s-1), which is 2^(m-1) for every s: no square cell is all zeros.
        foreach (var address in unusedSquares) trace.R[address] = 1 << (Circuit.Description.Ranges.RemainderBits - 1);
        return trace;
    }

    /// <summary>Cells of square rows that belong to no tensor.</summary>
    private static int[] UnusedSquares(CircuitDescription circuit)
    {
        var used = new HashSet<int>();
        var rows = new SortedSet<int>();
        foreach (var tensor in circuit.Tensors)
        {
            if (tensor.Gadget != Gadget.Square) continue;
            for (var address = tensor.Address; address < tensor.Address + tensor.Size; address++)
            {
                used.Add(address);
                rows.Add(address / circuit.Size.Lanes);
            }
        }
        var cells = rows.SelectMany(row => Enumerable.Range(row * circuit.Size.Lanes, circuit.Size.Lanes));
        return [.. cells.Where(address => !used.Contains(address))];
    }

    internal BigInteger[] PublicWords(ReadOnlySpan<int> act) => [.. words.Public(words.FromCells(act)).Select(word => word.ToBigInteger())];

    /// <inheritdoc/>
    public void Dispose()
    {
        weights.Dispose();
        memory.Dispose();
    }
}
