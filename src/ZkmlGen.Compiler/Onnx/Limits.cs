namespace ZkmlGen.Compiler.Onnx;

/// <summary>Bounds that keep a hostile file from costing more than its own size in memory or time.</summary>
internal static class Limits
{
    /// <summary>Dimensions of a tensor.</summary>
    public const int Rank = 16;
    /// <summary>Elements of any tensor.</summary>
    public const int Elements = 1 << 28;
    /// <summary>Elements of an activation: more than any provable model has.</summary>
    public const int ActivationElements = 1 << 24;
    /// <summary>Elements of all constants computed during import, together, on top of a multiple of those stored in the file.</summary>
    public const long FoldedElements = 1L << 23;
    /// <summary>How often, on average, a stored element may be copied by transposes, slices and arithmetic.</summary>
    public const int CopiesOfStored = 8;
    /// <summary>Multiply-accumulates (or comparisons) spent on computing constants, together.</summary>
    public const long FoldedWork = 1L << 28;
    /// <summary>Kernel sizes, strides, pads and dilations.</summary>
    public const int WindowParameter = 1 << 20;
    /// <summary>Nodes of the graph.</summary>
    public const int Nodes = 1 << 18;
    /// <summary>Nodes that one ONNX node may become (split, tile, per-sample convolution).</summary>
    public const int Pieces = 1 << 12;
}
