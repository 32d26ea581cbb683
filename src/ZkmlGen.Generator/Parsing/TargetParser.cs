using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator.Parsing;

/// <summary>From the symbol of a class with [ZkModel] to a record.</summary>
internal static class TargetParser
{
    public static ExtractedTarget Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var attribute = context.Attributes[0];
        var position = SourcePosition.Of(attribute.ApplicationSyntaxReference!);
        var type = (INamedTypeSymbol)context.TargetSymbol;
        try
        {
            return new ExtractedTarget(Target(type, attribute, cancellation), null, position);
        }
        catch (ModelException exception)
        {
            return new ExtractedTarget(null, new ModelDiagnostic(exception.Id, exception.Message, IsError: true), position);
        }
    }

    private static ModelTarget Target(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellation)
    {
        var types = new List<string>();
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            cancellation.ThrowIfCancellationRequested();
            types.Insert(0, Declaration(outer));
        }
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        return new ModelTarget(
            space, types.ToArray(), type.Name, type.ToDisplayString(), attribute.ConstructorArguments[0].Value as string ?? "", Options(type.Name, attribute),
            attribute.NamedArguments.Select(argument => argument.Key).ToArray());
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var declarations = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>();
        if (!declarations.All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) throw NotExtensible(type, "is not partial: add the keyword");
        if (type.IsGenericType) throw NotExtensible(type, "is generic: a model belongs to a class without type parameters");
        if (type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || type.IsFileLocal)
            throw NotExtensible(type, "can't be seen from the whole assembly: make it internal or public");
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {keyword} {(SyntaxFacts.GetKeywordKind(type.Name) == SyntaxKind.None ? "" : "@")}{type.Name}";
    }

    private static ModelException NotExtensible(INamedTypeSymbol type, string why) => new(DiagnosticIds.ClassNotExtensible, $"The type '{type.Name}' {why}.");

    private static CompilerOptions Options(string name, AttributeData attribute)
    {
        var options = CompilerOptions.Default(name);
        foreach (var argument in attribute.NamedArguments)
        {
            options = (argument.Key, argument.Value.Value) switch
            {
                ("Optimize", int goal) => options with { Optimize = (Optimize)goal },
                ("ValueBits", int bits) => options with { ValueBits = bits },
                ("InputLow", double low) => options with { InputLow = low },
                ("InputHigh", double high) => options with { InputHigh = high },
                ("Input", int input) => options with { Disclosure = options.Disclosure with { Input = (Visibility)input } },
                ("Output", int output) => options with { Disclosure = options.Disclosure with { Output = (Visibility)output } },
                ("Weights", int weights) => options with { Disclosure = options.Disclosure with { Weights = (Visibility)weights } },
                ("OutputForm", int form) => options with { Disclosure = options.Disclosure with { Form = (OutputForm)form } },
                ("Dimensions", string dimensions) => options with { Dimensions = Dimensions(dimensions) },
                _ => options,
            };
        }
        return options;
    }

    /// <summary>Reads "height=224;width=224".</summary>
    private static EquatableArray<DimensionValue> Dimensions(string text) =>
        text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0).Select(part =>
        {
            var split = part.LastIndexOf('=');
            return split > 0 && int.TryParse(part.Substring(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? new DimensionValue(part.Substring(0, split).Trim(), value)
                : throw new ModelException(DiagnosticIds.BadArgument, $"Dimensions = \"{text}\" can't be read at '{part}': write NAME=NUMBER, separated by semicolons.");
        }).ToArray();
}
