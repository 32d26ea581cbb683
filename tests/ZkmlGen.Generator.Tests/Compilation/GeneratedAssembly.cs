using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Emit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Compilation;

/// <summary>Compiles generated files the way a user's project does, and loads them.</summary>
internal static class GeneratedAssembly
{
    internal const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The circuit of a model without file: all its weights are inline.</summary>
    internal static ZkCircuit Circuit(CompiledModel model, string digest = Digest) => Load(Sources(model, digest)).GetType("Sample.Models+Network")!.Assembly is var assembly
        ? ZkCircuitAttribute.Of(assembly).Single().Create()
        : throw new InvalidOperationException();

    internal static GeneratedSource Emit(CompiledModel model, string digest = Digest) => Emitter.Emit(model, new ModelNames(
        "Sample", new[] { "partial class Models", "static partial class Network" }, "Network", "Sample.Models.Network", "models/network.onnx", digest, "zkml/network.onnx"));

    internal static CSharpCompilation Compile(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Generated" + Guid.NewGuid().ToString("N"), sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)), References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    private static IEnumerable<string> Sources(CompiledModel model, string digest) =>
        Emit(model, digest).Files.Select(file => file.Text).Append("namespace Sample;\n/** <summary>Models.</summary> */ public partial class Models { /** <summary>A model.</summary> */ public static partial class Network; }");

    /// <summary>Fails on any warning.</summary>
    private static Assembly Load(IEnumerable<string> sources)
    {
        using var stream = new MemoryStream();
        var result = Compile(sources).Emit(stream);
        var complaints = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(complaints.Length == 0, string.Join("\n", complaints.Take(10).Select(diagnostic => diagnostic.ToString())));
        return Assembly.Load(stream.ToArray());
    }
}
