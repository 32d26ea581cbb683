using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Build;

/// <summary>A user's project in a folder of its own. It imports the shipped build files, and takes assemblies and tool from the tool's output.</summary>
internal sealed class UserProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public UserProject()
    {
        var build = Path.Combine(Zkml.Root, "src", "ZkmlGen.Tool", "build");
        string Library(string name) => Path.Combine(Zkml.ToolFolder, name + ".dll");
        folder.Write("Directory.Build.props", $"""<Project><Import Project="{build}/ZkmlGen.props" /></Project>""");
        folder.Write("Directory.Build.targets", $"""
            <Project>
              <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">
                <Reference Include="{Library("ZkmlGen.Runtime")};{Library("ZkmlGen.Algebra")};{Library("ZkmlGen.Circuit")}" />
                <Analyzer Include="{Library("ZkmlGen.Generator")};{Library("ZkmlGen.Compiler")};{Library("ZkmlGen.Circuit")}" />
              </ItemGroup>
              <PropertyGroup><ZkmlTool>{Library("zkml")}</ZkmlTool></PropertyGroup>
              <Import Project="{build}/ZkmlGen.targets" />
            </Project>
            """);
        Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup><ZkModel Include="net.onnx" Calibration="samples/*.npy" /></ItemGroup>
            </Project>
            """);
        Write("Program.cs", Program(""));
        folder.Write("net.onnx", SmallModel.Network());
        folder.Write("samples/a.npy", SmallModel.Input());
    }

    /// <summary>The whole program.</summary>
    public static string Program(string comment) => $$"""
        using ZkmlGen.Runtime;
        using var proof = Net.Prove(new float[64]);
        System.Console.WriteLine(Net.Verify(proof));
        {{comment}}
        [ZkModel("net.onnx")]
        public static partial class Net;
        """;

    public string this[string name] => folder[name];

    public void Write(string name, string content) => folder.Write(name, content);

    public void Write(string name, byte[] content) => folder.Write(name, content);

    /// <summary>Runs dotnet COMMAND in the folder.</summary>
    public Task<ChildResult> RunAsync(params string[] arguments) => Child.DotnetAsync(folder.Path, arguments);

    /// <summary>The keys and contracts in a folder, by name.</summary>
    public string[] Artifacts(string output = "bin/Debug/net10.0") =>
        Directory.Exists(folder[output + "/zkml"]) ? [.. Directory.GetFiles(folder[output + "/zkml"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)!] : [];

    /// <summary>The verifying key that the build wrote.</summary>
    public string VerifyingKey => File.ReadAllText(folder["bin/Debug/net10.0/zkml/Net/verifying-key.json"]);

    public void Dispose() => folder.Dispose();
}
