using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ZkmlGen.Generator.Tests.Compilation;

namespace ZkmlGen.Generator.Tests.Generation;

/// <summary>A project with ZkModel items in a folder of its own, and the generator running on it, edit by edit.</summary>
internal sealed class GeneratorHost : IDisposable
{
    internal const string UserCode = """
        using ZkmlGen.Runtime;
        namespace Sample;
        /// <summary>A model.</summary>
        [ZkModel("network.onnx", ValueBits = 8)]
        public static partial class Network;
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zkml");
    private readonly Dictionary<string, Item> items = [];
    private GeneratorDriver driver = CSharpGeneratorDriver.Create(
        [new ZkModelGenerator().AsSourceGenerator()], parseOptions: GeneratedAssembly.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Adds or replaces a file of an item.</summary>
    internal GeneratorHost With(string name, byte[] bytes, string kind = "Model", string? owner = null, (string Name, string Value)? metadata = null)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        items[path] = new Item(path, kind, PathOf(owner ?? name), "zkml/" + Path.GetFileName(owner ?? name));
        if (metadata is var (key, value)) items[path].Metadata["build_metadata.AdditionalFiles." + key] = value;
        return this;
    }

    internal string PathOf(string name) => Path.Combine(folder.FullName, name);

    internal void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Runs the generator on the project with this code.</summary>
    internal GeneratorRun Run(string code = UserCode)
    {
        var compilation = GeneratedAssembly.Compile([code]);
        driver = driver.ReplaceAdditionalTexts([.. items.Values]).WithUpdatedAnalyzerConfigOptions(new ItemOptions());
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorRun(driver.GetRunResult().Results.Single(), (CSharpCompilation)output);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class Item(string path, string kind, string owner, string resource) : AdditionalText
    {
        public override string Path { get; } = path;
        public Dictionary<string, string> Metadata { get; } = new()
        {
            ["build_metadata.AdditionalFiles.ZkmlKind"] = kind,
            ["build_metadata.AdditionalFiles.ZkmlModel"] = owner,
            ["build_metadata.AdditionalFiles.ZkmlResource"] = resource,
        };

        public override SourceText GetText(CancellationToken cancellationToken = default) => throw new InvalidOperationException("Models are not text.");
    }

    private sealed class ItemOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options([]);
        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;
        public override AnalyzerConfigOptions GetOptions(AdditionalText text) => text is Item item ? new Options(item.Metadata) : GlobalOptions;
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}

/// <summary>What a run gave.</summary>
internal sealed record GeneratorRun(GeneratorRunResult Result, CSharpCompilation Compilation)
{
    internal ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    internal IEnumerable<string> Texts => Result.GeneratedSources.Select(source => source.SourceText.ToString());

    /// <summary>Why the step with this name ran or not.</summary>
    internal IncrementalStepRunReason[] Reasons(string step) => [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
