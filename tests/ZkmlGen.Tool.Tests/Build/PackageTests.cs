using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Build;

/// <summary>The packed package, in a project that knows nothing else.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task A_project_with_the_package_proves()
    {
        using var folder = new TemporaryFolder();
        var tool = Path.Combine(Zkml.Root, "src", "ZkmlGen.Tool");
        var configuration = Path.GetFileName(Path.GetDirectoryName(Zkml.ToolFolder));
        var packed = await Child.DotnetAsync(tool, ["pack", "--no-build", "-c", configuration!, "-o", folder["feed"]]);
        Assert.True(packed.ExitCode == 0, packed.All);

        folder.Write("nuget.config", $"""<configuration><packageSources><add key="feed" value="{folder["feed"]}" /></packageSources></configuration>""");
        folder.Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <!-- Packages of other tests and of the user serve, but ours must not stay behind. -->
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ZkmlGen" Version="0.1.0" />
                <ZkModel Include="net.onnx" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", UserProject.Program(""));
        folder.Write("net.onnx", SmallModel.Network());
        var result = await Child.DotnetAsync(folder.Path, ["run"]);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal("True", result.LastLine);
    }
}
