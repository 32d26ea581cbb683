namespace ZkmlGen.Runtime;

/// <summary>
/// Makes a partial class a provable model: the generator compiles the ONNX file and adds <c>Prove</c>, <c>Verify</c> and <c>Infer</c>.
/// The file is an item of the project, <c>&lt;ZkModel Include="digits.onnx" /&gt;</c>.
/// </summary>
/// <param name="path">The file as the item names it, or the end of its path.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ZkModelAttribute(string path) : Attribute
{
    /// <summary>The file as the item names it, or the end of its path.</summary>
    public string Path { get; } = path;

    /// <summary>What the layout search minimises.</summary>
    public ZkOptimize Optimize { get; init; }

    /// <summary>Bits of activations, 4 to 16; 0: the least with which results agree with the float model.</summary>
    public int ValueBits { get; init; }

    /// <summary>Least input value, for models without calibration inputs.</summary>
    public double InputLow { get; init; } = -1;

    /// <summary>Largest input value, for models without calibration inputs.</summary>
    public double InputHigh { get; init; } = 1;

    /// <summary>Who learns the inputs.</summary>
    public ZkVisibility Input { get; init; }

    /// <summary>Who learns the outputs.</summary>
    public ZkVisibility Output { get; init; } = ZkVisibility.Public;

    /// <summary>What of the output is shown.</summary>
    public ZkOutputForm OutputForm { get; init; }

    /// <summary>
    /// Public: whoever has the ONNX file can check that a key is one of it (<c>zkml check</c>). Committed: key and contract are those of any weights of the circuit, and the last
    /// public value of a proof says which it is about.
    /// </summary>
    public ZkVisibility Weights { get; init; }

    /// <summary>Values of symbolic dimensions other than the batch: <c>"height=224;width=224"</c>.</summary>
    public string? Dimensions { get; init; }
}

/// <summary>Who learns values from a proof.</summary>
public enum ZkVisibility
{
    /// <summary>Nobody.</summary>
    Private,
    /// <summary>Everybody: they are among the public values.</summary>
    Public,
    /// <summary>Nobody, but proofs carry a hiding commitment, which can be compared with others.</summary>
    Committed,
}

/// <summary>What of an output proofs show.</summary>
public enum ZkOutputForm
{
    /// <summary>All of its values.</summary>
    Full,
    /// <summary>The index of its largest value, of several the first.</summary>
    TopClass,
}

/// <summary>Goals of the layout search.</summary>
public enum ZkOptimize
{
    /// <summary>The least proving time within about 450,000 gas.</summary>
    Balanced,
    /// <summary>The least proving time.</summary>
    Speed,
    /// <summary>The least gas.</summary>
    Gas,
}
