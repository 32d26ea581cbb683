using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler;

/// <summary>What the compiler hands to the generator: the circuit, how its tiles are read from the model file, and the cost it predicts.</summary>
/// <param name="Circuit">The public description.</param>
/// <param name="Weights">Fills tile rows 0..N_T-1, every row exactly once.</param>
/// <param name="Costs">What the cost model predicts.</param>
/// <param name="Statistics">Counts for reports.</param>
public sealed record CompiledModel(
    CircuitDescription Circuit, EquatableArray<WeightMatrix> Weights, CostEstimate Costs, ModelStatistics Statistics);

/// <summary>
/// Weights of one matrix, cut into tiles. Tile rows are ordered (block axes, input chunk, output chunk), the last fastest. In a block, output o
/// (below Outputs) and input i (below Inputs) has the file element Source.Offset + sum of the block axes' strides + OutputAxes(o) + InputAxes(i),
/// where an axis list decomposes an index in mixed radix, most significant first. The integer is floor((element OutputFactor[o]) Scale + 1/2) in doubles, the element rounded to single precision first.
/// A diagonal matrix has Inputs = Outputs, entries o = i only, and one tile per chunk of min(a, c).
/// </summary>
/// <param name="Name">Layer and tensor, for readers and messages.</param>
/// <param name="FirstTile">First tile row.</param>
/// <param name="Source">Where the numbers are.</param>
/// <param name="BlockAxes">Kernel positions, groups.</param>
/// <param name="OutputAxes">Of the output index.</param>
/// <param name="InputAxes">Of the input index, in the order of the input's cells.</param>
/// <param name="Diagonal">See above.</param>
/// <param name="Scale">Quantisation factor, a power of two times the folded public factors.</param>
/// <param name="OutputFactors">One factor per output and factor block (folded batch-norm), or empty for all ones; index = FactorBlock * Outputs + o where FactorBlock counts the first block axis if FactorsPerBlock.</param>
/// <param name="FactorsPerBlock">The first block axis (a group) has its own output factors.</param>
public sealed record WeightMatrix(
    string Name, int FirstTile, WeightSource Source,
    EquatableArray<Axis> BlockAxes, EquatableArray<Axis> OutputAxes, EquatableArray<Axis> InputAxes,
    bool Diagonal, double Scale, EquatableArray<double> OutputFactors, bool FactorsPerBlock)
{
    /// <summary>Number of outputs of a block.</summary>
    public int Outputs => Axis.Product(OutputAxes);
    /// <summary>Number of inputs of a block.</summary>
    public int Inputs => Axis.Product(InputAxes);
}

/// <summary>Count steps of Stride elements.</summary>
public readonly record struct Axis(int Count, int Stride)
{
    /// <summary>Product of the counts.</summary>
    public static int Product(EquatableArray<Axis> axes)
    {
        var product = 1;
        foreach (var axis in axes) product *= axis.Count;
        return product;
    }
}

/// <summary>Numbers in the model file (or an external data file beside it), or quantised integers given inline (biases, folded constants).</summary>
/// <param name="File">Null for the model file.</param>
/// <param name="Offset">Byte offset of element 0.</param>
/// <param name="Type">Format of the elements.</param>
/// <param name="Inline">If not empty: element e is Inline[e], already quantised; File, Offset, Type, Scale and factors are not used.</param>
public sealed record WeightSource(string? File, long Offset, Graph.ElementType Type, EquatableArray<int> Inline);

/// <summary>Predicted cost of one proof and its verification (docs/protocol.md, cost model).</summary>
public sealed record CostEstimate(double ProveMilliseconds, int VerifyGas, int Commitments, int ProofBytes);

/// <summary>Counts: activations are cells in use, parameters are weights and biases of the model, MACs multiply-accumulates of its linear operators.</summary>
public sealed record ModelStatistics(long Activations, long Parameters, long Macs);
