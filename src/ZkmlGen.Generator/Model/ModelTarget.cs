using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;

namespace ZkmlGen.Generator.Model;

/// <summary>A class with [ZkModel], without any symbol, position or diagnostic: what generated code depends on.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Types">Declarations of the types around it and of itself, outermost first.</param>
/// <param name="ClassName">Its name.</param>
/// <param name="FullName">Its name with everything around it, separated by dots.</param>
/// <param name="Path">The file that it names.</param>
/// <param name="Options">The other arguments.</param>
/// <param name="Arguments">Names of those that were given.</param>
internal sealed record ModelTarget(
    string Namespace, EquatableArray<string> Types, string ClassName, string FullName, string Path, CompilerOptions Options, EquatableArray<string> Arguments);

/// <summary>What the first transform finds at an attribute: a target, or why there is none.</summary>
/// <param name="Target">The target.</param>
/// <param name="Problem">Set if there is none.</param>
/// <param name="Position">Of the attribute.</param>
internal sealed record ExtractedTarget(ModelTarget? Target, ModelDiagnostic? Problem, SourcePosition Position);

/// <summary>A place in a source file, by value.</summary>
internal sealed record SourcePosition(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourcePosition Of(SyntaxReference reference)
    {
        var location = reference.SyntaxTree.GetLocation(reference.Span);
        return new SourcePosition(reference.SyntaxTree.FilePath, reference.Span, location.GetLineSpan().Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
