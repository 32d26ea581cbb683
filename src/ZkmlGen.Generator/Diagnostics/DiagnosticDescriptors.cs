using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ZkmlGen.Compiler;

namespace ZkmlGen.Generator.Diagnostics;

/// <summary>The diagnostics that a build may show, by id. The messages come with the diagnostics; each id has a page docs/diagnostics/ID.md.</summary>
internal static class DiagnosticDescriptors
{
    private static readonly DiagnosticDescriptor[] All =
    [
        Error(DiagnosticIds.BrokenFile, "The model file is broken"),
        Error(DiagnosticIds.UnsupportedOperator, "The model uses an operator that is not supported"),
        Error(DiagnosticIds.UnsupportedAttribute, "The model uses an operator in a way that is not supported"),
        Error(DiagnosticIds.SymbolicDimension, "A symbolic dimension has no value"),
        Error(DiagnosticIds.ExternalData, "External tensor data is missing"),
        Error(DiagnosticIds.Shape, "A shape does not fit"),
        Warning(DiagnosticIds.SoftmaxLeftOut, "A final Softmax is left to the caller"),
        Error(DiagnosticIds.ElementType, "An element type is not supported"),
        Error(DiagnosticIds.ConstantOutput, "An output does not depend on the inputs"),
        Error(DiagnosticIds.NotFinite, "A number is not finite"),
        Error(DiagnosticIds.NotLowered, "An operator has no circuit"),
        Error(DiagnosticIds.WeightRange, "A weight is too large"),
        Error(DiagnosticIds.IntegerBound, "No bound on integers can be shown"),
        Error(DiagnosticIds.TooLarge, "The model is too large"),
        Warning(DiagnosticIds.Inaccurate, "No bit width is accurate"),
        Error(DiagnosticIds.BadOptions, "An option or a calibration input does not fit the model"),
        Warning(DiagnosticIds.NoCalibration, "Ranges come from random inputs"),
        Error(DiagnosticIds.ContradictoryDisclosure, "What proofs show contradicts itself"),
        Warning(DiagnosticIds.NothingShown, "Proofs show neither inputs nor outputs"),
        Error(DiagnosticIds.NoModelItem, "The project has no such model"),
        Error(DiagnosticIds.AmbiguousModelItem, "The project has several such models"),
        Error(DiagnosticIds.ClassNotExtensible, "The class can't be extended"),
        Error(DiagnosticIds.BadArgument, "An argument can't be read"),
        Error(DiagnosticIds.UnreadableFile, "A file can't be read"),
        Error(DiagnosticIds.SampleFile, "A file with inputs can't be read"),
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(descriptor => descriptor.Id);

    /// <summary>All descriptors, ordered by id.</summary>
    public static IEnumerable<DiagnosticDescriptor> Ordered => All.OrderBy(descriptor => descriptor.Id, System.StringComparer.Ordinal);

    /// <summary>A diagnostic for the compiler.</summary>
    public static Diagnostic Create(ModelDiagnostic diagnostic, Location location)
    {
        // A message must reach the user even if its id was forgotten here; a test compares the lists.
        if (!ById.TryGetValue(diagnostic.Id, out var descriptor))
            descriptor = Descriptor(diagnostic.Id, "The model can't be used", diagnostic.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
        return Diagnostic.Create(descriptor, location, diagnostic.Message);
    }

    private static DiagnosticDescriptor Error(string id, string title) => Descriptor(id, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title) => Descriptor(id, title, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Descriptor(string id, string title, DiagnosticSeverity severity) =>
        new(id, title, "{0}", "ZkmlGen", severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
