using System;
using System.Collections.Immutable;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator.Parsing;

/// <summary>Finds the files of a target.</summary>
internal static class RequestParser
{
    /// <summary>The request.</summary>
    /// <exception cref="ModelException">The attribute names no file, or several, or one that can't be read.</exception>
    public static ModelRequest Parse(ModelTarget target, ImmutableArray<ModelFile> files)
    {
        var model = Find(target.Path, files);
        var own = files.Where(file => file.Owner == model.Owner).OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        if (own.FirstOrDefault(file => file.Problem is not null) is { } broken)
            throw new ModelException(DiagnosticIds.UnreadableFile, $"The file '{broken.Path}' can't be read: {broken.Problem}");
        EquatableArray<ModelFile> OfKind(ModelFileKind kind) => own.Where(file => file.Kind == kind).ToArray();
        return new ModelRequest(DisclosureParser.Merge(target, model.Disclosure), model, OfKind(ModelFileKind.Sample), OfKind(ModelFileKind.Data));
    }

    private static ModelFile Find(string path, ImmutableArray<ModelFile> files)
    {
        var models = files.Where(file => file.Kind == ModelFileKind.Model).OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var end = "/" + Normalise(path);
        var found = models.Where(file => ("/" + Normalise(file.Path)).EndsWith(end, StringComparison.Ordinal)).ToArray();
        if (found.Length == 1) return found[0];
        if (found.Length > 1)
            throw new ModelException(DiagnosticIds.AmbiguousModelItem, $"[ZkModel(\"{path}\")] fits several items: {List(found)}. Write more of the path.");
        var known = models.Length == 0 ? "the project has no ZkModel item" : $"the ZkModel items are {List(models)}";
        throw new ModelException(DiagnosticIds.NoModelItem, $"[ZkModel(\"{path}\")] names no model of the project: {known}. Add <ZkModel Include=\"{path}\" /> to the project file.");
    }

    private static string Normalise(string path)
    {
        var text = path.Replace('\\', '/').TrimStart('/');
        return text.StartsWith("./", StringComparison.Ordinal) ? text.Substring(2) : text;
    }

    private static string List(ModelFile[] files) => string.Join(", ", files.Select(file => $"'{file.Path}'"));
}
