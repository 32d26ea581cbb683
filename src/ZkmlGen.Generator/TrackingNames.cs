namespace ZkmlGen.Generator;

/// <summary>Names of the pipeline's nodes, for tests of incrementality.</summary>
internal static class TrackingNames
{
    /// <summary>The attribute, read.</summary>
    public const string Extract = nameof(Extract);

    /// <summary>The files of ZkModel items.</summary>
    public const string Files = nameof(Files);

    /// <summary>Class and files together.</summary>
    public const string Model = nameof(Model);

    /// <summary>The C# files.</summary>
    public const string Output = nameof(Output);

    /// <summary>Errors and warnings with their places.</summary>
    public const string Diagnostics = nameof(Diagnostics);
}
