using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator.Parsing;

/// <summary>
/// The only place where the generator touches files: models and samples are binary, and AdditionalText.GetText would turn them into text (CS2015).
/// The compiler tells of changes through new AdditionalText objects, so reading by path sees what it would have seen.
/// </summary>
internal static class OnnxSource
{
    private const string Metadata = "build_metadata.AdditionalFiles.";

    /// <summary>The file, if it belongs to a ZkModel item.</summary>
    public static ModelFile? Read(AdditionalText text, AnalyzerConfigOptionsProvider options)
    {
        var item = options.GetOptions(text);
        if (!item.TryGetValue(Metadata + "ZkmlKind", out var kindName) || !Enum.TryParse<ModelFileKind>(kindName, out var kind)) return null;
        string Value(string name) => item.TryGetValue(Metadata + name, out var value) ? value : "";
        var (owner, resource) = (Value("ZkmlModel"), Value("ZkmlResource"));
        var disclosure = new ItemDisclosure(Value("ZkmlInput"), Value("ZkmlOutput"), Value("ZkmlOutputForm"), Value("ZkmlWeights"));
        try
        {
            var bytes = ReadBytes(text.Path);
            return new ModelFile(kind, text.Path, owner, resource, Digest(bytes), disclosure, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ModelFile(kind, text.Path, owner, resource, "", disclosure, exception.Message);
        }
    }

#pragma warning disable RS1035 // See the class: an additional file of the project, read as bytes.
    private static byte[] ReadBytes(string path) => File.ReadAllBytes(path);
#pragma warning restore RS1035

    private static string Digest(byte[] bytes)
    {
        using var sha = SHA256.Create();
        var text = new StringBuilder();
        foreach (var value in sha.ComputeHash(bytes)) text.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        return text.ToString();
    }
}
