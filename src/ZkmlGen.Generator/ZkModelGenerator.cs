using System.Collections.Immutable;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Diagnostics;
using ZkmlGen.Generator.Model;
using ZkmlGen.Generator.Parsing;

namespace ZkmlGen.Generator;

/// <summary>Turns classes with [ZkModel] into provable models. Nodes: Extract, Files -> Model -> Output, Diagnostics.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ZkModelGenerator : IIncrementalGenerator
{
    private const string Attribute = "ZkmlGen.Runtime.ZkModelAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => OnnxSource.Read(pair.Left, pair.Right))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(TrackingNames.Files)
            .Collect();
        var extracted = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attribute, static (node, _) => node is TypeDeclarationSyntax, TargetParser.Parse)
            .WithTrackingName(TrackingNames.Extract);

        var sources = extracted.Select(static (item, _) => item.Target).Combine(files)
            .Select(static (pair, _) => Request(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Model)
            .Select(static (found, cancellation) => Compile(found, cancellation).Source)
            .WithTrackingName(TrackingNames.Output);
        context.RegisterSourceOutput(sources, static (output, source) =>
        {
            foreach (var file in source?.Files ?? default) output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        });

        var diagnostics = extracted.Combine(files)
            .Select(static (pair, cancellation) => Complaints(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, static (output, found) =>
        {
            foreach (var diagnostic in found.Diagnostics) output.ReportDiagnostic(DiagnosticDescriptors.Create(diagnostic, found.Position.ToLocation()));
        });
    }

    private sealed record FoundRequest(ModelRequest? Request, ModelDiagnostic? Problem);

    private sealed record FoundDiagnostics(EquatableArray<ModelDiagnostic> Diagnostics, SourcePosition Position);

    private static FoundRequest Request(ModelTarget? target, ImmutableArray<ModelFile> files)
    {
        try
        {
            return new FoundRequest(target is null ? null : RequestParser.Parse(target, files), null);
        }
        catch (ModelException exception)
        {
            return new FoundRequest(null, new ModelDiagnostic(exception.Id, exception.Message, IsError: true));
        }
    }

    private static ModelOutcome Compile(FoundRequest found, CancellationToken cancellation)
    {
        if (found.Request is not null) return ModelCache.Shared.Get(found.Request, cancellation);
        return new ModelOutcome(null, found.Problem is null ? default : new EquatableArray<ModelDiagnostic>([found.Problem]));
    }

    private static FoundDiagnostics Complaints(ExtractedTarget extracted, ImmutableArray<ModelFile> files, CancellationToken cancellation) =>
        new(extracted.Problem is null ? Compile(Request(extracted.Target, files), cancellation).Diagnostics : new[] { extracted.Problem }, extracted.Position);
}
