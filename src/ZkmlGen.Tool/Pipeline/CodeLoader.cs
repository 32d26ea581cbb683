using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Emit;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Compiles generated code against the assemblies of this process and loads it.</summary>
internal static class CodeLoader
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);
    private static readonly CSharpCompilationOptions Compilation = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>The assembly that the sources make.</summary>
    public static Assembly Load(string name, IEnumerable<GeneratedFile> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.HintName)).ToArray();
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, trees, References(), Compilation).Emit(image);
        var error = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (error is not null) throw new ToolException(DiagnosticIds.Internal, $"The generated code does not compile, please report it: {error}");
        image.Position = 0;
        return new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => MetadataReference.CreateFromFile(path));
}
