using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace ZkmlGen.Architecture.Tests;

/// <summary>docs/architecture.md says who may reference whom; projects and compiled assemblies obey.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Fact]
    public void The_table_lists_exactly_the_projects() => Assert.Equal(Repository.Projects, ArchitectureTable.Allowed.Keys.Order());

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_what_the_table_allows(string project) =>
        Assert.Empty(Repository.References(project).Except(ArchitectureTable.Allowed[project]));

    [Theory, MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_its_project_may_reach(string project) =>
        Assert.Empty(UsedAssemblies(project).Where(name => name.StartsWith("ZkmlGen.", StringComparison.Ordinal)).Except(Reachable(project)));

    [Fact]
    public void The_compiler_side_uses_no_package_but_Roslyn()
    {
        foreach (var project in new[] { "ZkmlGen.Circuit", "ZkmlGen.Compiler", "ZkmlGen.Generator" })
        {
            var foreign = UsedAssemblies(project).Where(name =>
                name is not ("netstandard" or "System.Collections.Immutable" or "System.Memory") && !name.StartsWith("ZkmlGen.", StringComparison.Ordinal));
            Assert.All(foreign, name => Assert.True(project == "ZkmlGen.Generator" && name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{project} uses {name}"));
        }
    }

    private static HashSet<string> Reachable(string project)
    {
        HashSet<string> reached = [];
        void Visit(string name)
        {
            foreach (var next in ArchitectureTable.Allowed[name])
            {
                if (reached.Add(next)) Visit(next);
            }
        }
        Visit(project);
        return reached;
    }

    private static List<string> UsedAssemblies(string project)
    {
        var file = project == "ZkmlGen.Tool" ? "zkml.dll" : project + ".dll";
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
