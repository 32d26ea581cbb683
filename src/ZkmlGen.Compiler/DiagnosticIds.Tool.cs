namespace ZkmlGen.Compiler;

/// <content>Ids of the build step, the tool and the runtime.</content>
public static partial class DiagnosticIds
{
    /// <summary>A model has no readable file where an item of the project names one.</summary>
    public const string MissingItem = "ZKML3902";
    /// <summary>The build step failed; the message before says why.</summary>
    public const string BuildStep = "ZKML3903";
    /// <summary>Warning: keys and contract come from a development SRS.</summary>
    public const string DevelopmentSrs = "ZKML3901";
    /// <summary>A development SRS in a build for release.</summary>
    public const string DevelopmentRefused = "ZKML3904";

    /// <summary>A file with inputs that can't be read, or doesn't fit the model.</summary>
    public const string SampleFile = "ZKML4001";
    /// <summary>A file that doesn't exist or can't be read or written.</summary>
    public const string MissingFile = "ZKML4002";
    /// <summary>A file that is no SRS, or too small, or a digest that the cache does not have.</summary>
    public const string SrsFile = "ZKML4003";
    /// <summary>A value left the range that the circuit was compiled for.</summary>
    public const string ValueRange = "ZKML4004";
    /// <summary>Node, solc or anvil is missing or failed.</summary>
    public const string Evm = "ZKML4005";
    /// <summary>A proof or a key that can't be read, or doesn't verify.</summary>
    public const string Proof = "ZKML4006";
    /// <summary>A command line that makes no sense.</summary>
    public const string Usage = "ZKML4007";
    /// <summary>An error in ZkmlGen itself.</summary>
    public const string Internal = "ZKML4008";
    /// <summary>Not enough memory.</summary>
    public const string OutOfMemory = "ZKML4009";
}
