using System.Xml.Linq;

namespace ZkmlGen.Architecture.Tests;

/// <summary>The files of the repository that the tests stand in.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Names of the projects in src.</summary>
    public static string[] Projects { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    /// <summary>Names of the projects that a project of src references directly.</summary>
    public static string[] References(string project) =>
        [.. XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))];

    /// <summary>C# files of a folder that people wrote.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(path => !IsOutput(path));

    private static bool IsOutput(string path) => Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "ZkmlGen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return folder;
    }
}
