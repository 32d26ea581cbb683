using Xunit;

namespace ZkmlGen.Tool.Tests.Models;

/// <summary>A test of public models, from the folder that ZKML_MODELS names; skipped without one.</summary>
public sealed class ModelsTheoryAttribute : TheoryAttribute
{
    /// <summary>Environment variable: a folder with a folder for each model.</summary>
    public const string Variable = "ZKML_MODELS";

    /// <summary>Looks for the folder.</summary>
    public ModelsTheoryAttribute() => Skip = Root is null ? $"{Variable} names no folder with models." : null;

    /// <summary>The folder, or null.</summary>
    public static string? Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root && Directory.Exists(root) ? root : null;
}
