namespace ZkmlGen.Compiler;

/// <summary>
/// The only list of diagnostic ids; each has a page docs/diagnostics/ID.md. ZKML1xxx: ONNX import. ZKML2xxx: quantiser and layout.
/// ZKML3xxx: generator and build. ZKML4xxx: tool and runtime.
/// </summary>
public static partial class DiagnosticIds
{
    /// <summary>The file is not a readable ONNX model, or its graph is not well-formed (duplicate or missing names, cycles).</summary>
    public const string BrokenFile = "ZKML1001";
    /// <summary>An operator, or an opset, that the importer doesn't know.</summary>
    public const string UnsupportedOperator = "ZKML1002";
    /// <summary>A known operator with an attribute or a kind of operand that is not supported.</summary>
    public const string UnsupportedAttribute = "ZKML1003";
    /// <summary>A symbolic dimension without a value.</summary>
    public const string SymbolicDimension = "ZKML1004";
    /// <summary>External tensor data that is missing, too short or outside the model's folder.</summary>
    public const string ExternalData = "ZKML1005";
    /// <summary>Shapes that don't fit an operator, or are too large.</summary>
    public const string Shape = "ZKML1006";
    /// <summary>Warning: a final Softmax or LogSoftmax is left to the caller.</summary>
    public const string SoftmaxLeftOut = "ZKML1007";
    /// <summary>An element type that an operator or the importer doesn't take.</summary>
    public const string ElementType = "ZKML1008";
    /// <summary>A model output that doesn't depend on the model's inputs.</summary>
    public const string ConstantOutput = "ZKML1009";
    /// <summary>A weight or an attribute that is NaN or infinite.</summary>
    public const string NotFinite = "ZKML1010";

    /// <summary>An operator, or a use of one, that has no circuit.</summary>
    public const string NotLowered = "ZKML2001";
    /// <summary>A weight or bias that doesn't fit 32 bits when it is quantised.</summary>
    public const string WeightRange = "ZKML2002";
    /// <summary>Integers of a layer may grow too large: no bound can be shown.</summary>
    public const string IntegerBound = "ZKML2003";
    /// <summary>More cells, table entries or weights than any layout holds.</summary>
    public const string TooLarge = "ZKML2004";
    /// <summary>Warning: no bit width reaches the default accuracy.</summary>
    public const string Inaccurate = "ZKML2005";
    /// <summary>An option or a calibration sample that doesn't fit the model.</summary>
    public const string BadOptions = "ZKML2006";
    /// <summary>Warning: ranges come from random inputs, because there are no calibration inputs and interval bounds are too wide.</summary>
    public const string NoCalibration = "ZKML2007";
    /// <summary>What proofs are to show contradicts itself or the model.</summary>
    public const string ContradictoryDisclosure = "ZKML2008";
    /// <summary>Warning: proofs show neither inputs nor outputs.</summary>
    public const string NothingShown = "ZKML2009";
}
