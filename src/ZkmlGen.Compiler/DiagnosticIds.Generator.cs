namespace ZkmlGen.Compiler;

/// <content>Ids of the generator.</content>
public static partial class DiagnosticIds
{
    /// <summary>[ZkModel] names a file that no ZkModel item of the project has.</summary>
    public const string NoModelItem = "ZKML3001";
    /// <summary>[ZkModel] names several ZkModel items.</summary>
    public const string AmbiguousModelItem = "ZKML3002";
    /// <summary>The class with [ZkModel] can't be extended: it, or a type around it, is not partial, is generic or private.</summary>
    public const string ClassNotExtensible = "ZKML3003";
    /// <summary>An argument of [ZkModel] that can't be read.</summary>
    public const string BadArgument = "ZKML3004";
    /// <summary>A file of a ZkModel item that can't be read.</summary>
    public const string UnreadableFile = "ZKML3005";
}
