using System.Runtime.CompilerServices;

namespace ZkmlGen.Generator.Tests;

/// <summary>Files of the source tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    internal static string File(string path) => Path.Combine(Root, path);

    private static string Here([CallerFilePath] string path = "") => path;
}
