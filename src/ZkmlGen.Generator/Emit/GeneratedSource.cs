using ZkmlGen.Circuit;

namespace ZkmlGen.Generator.Emit;

/// <summary>The C# files of a model.</summary>
/// <param name="Files">One file per concern.</param>
public sealed record GeneratedSource(EquatableArray<GeneratedFile> Files);

/// <summary>A C# file.</summary>
/// <param name="HintName">Unique name in the compilation.</param>
/// <param name="Text">The text, with LF line ends.</param>
public sealed record GeneratedFile(string HintName, string Text);

/// <summary>What generated code is called and where it belongs.</summary>
/// <param name="Namespace">Namespace of the user's class; empty: the global one.</param>
/// <param name="Types">Declarations of the types around the user's class, outermost first, and of the class itself, e.g. <c>partial class Digits</c>.</param>
/// <param name="ClassName">Name of the user's class.</param>
/// <param name="FullName">Name of the user's class with namespace and types around it, separated by dots.</param>
/// <param name="ModelPath">The model file, for readers.</param>
/// <param name="ModelDigest">SHA-256 of the model file, lower-case hex.</param>
/// <param name="ModelResource">Name of the embedded resource with the model file.</param>
public sealed record ModelNames(
    string Namespace, EquatableArray<string> Types, string ClassName, string FullName, string ModelPath, string ModelDigest, string ModelResource)
{
    /// <summary>Names for a static class without namespace, for compilations in memory.</summary>
    public static ModelNames Of(string className, string modelPath, string modelDigest, string modelResource) =>
        new("", new[] { "public static partial class " + className }, className, className, modelPath, modelDigest, modelResource);
}
