using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ZkmlGen.Benchmarks;

/// <summary>
/// Finds assemblies in the program's folder. BenchmarkDotNet makes a project for every job; its list of dependencies lacks what the generator's project hands on as
/// the dependency of an analyzer, though the file is there.
/// </summary>
internal static class AssembliesBeside
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += (context, name) =>
    {
        var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    };
}
