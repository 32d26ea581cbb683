namespace ZkmlGen.Runtime;

/// <summary>A number of columns that the JIT compiler knows: code for other columns falls away.</summary>
internal interface IColumns
{
    /// <summary>1 to 4.</summary>
    static abstract int Count { get; }
}

internal readonly struct OneColumn : IColumns
{
    public static int Count => 1;
}

internal readonly struct TwoColumns : IColumns
{
    public static int Count => 2;
}

internal readonly struct ThreeColumns : IColumns
{
    public static int Count => 3;
}

internal readonly struct FourColumns : IColumns
{
    public static int Count => 4;
}
