using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Build;

/// <summary>What users see of the shipped build files.</summary>
public sealed class BuildTests
{
    private const string News = "keys and contract are new";
    private static readonly string[] Files = ["Verifier.abi.json", "Verifier.settings.json", "Verifier.sol", "proving.key", "verifying-key.json", "weight-commitments.json"];

    [Fact]
    public async Task Keys_and_contract_follow_the_model_and_nothing_else()
    {
        using var project = new UserProject();
        var first = await SucceedAsync(project, "build");
        Assert.Contains(News, first.Output, StringComparison.Ordinal);
        Assert.Contains("warning ZKML3901: DEV SRS: DO NOT DEPLOY", first.Output, StringComparison.Ordinal);
        Assert.Equal(Files, project.Artifacts());
        Assert.Equal("True", (await SucceedAsync(project, "run", "--no-build")).LastLine);
        var key = project.VerifyingKey;

        var idle = await SucceedAsync(project, "build", "-v:detailed");
        Assert.Contains("Skipping target \"ZkmlMakeKeys\"", idle.Output, StringComparison.Ordinal);
        Assert.Contains("warning ZKML3901", idle.Output, StringComparison.Ordinal);

        project.Write("Program.cs", UserProject.Program("// a comment"));
        Assert.DoesNotContain(News, (await SucceedAsync(project, "build")).Output, StringComparison.Ordinal);
        Assert.Equal(key, project.VerifyingKey);

        project.Write("net.onnx", SmallModel.Network(seed: 9));
        Assert.Contains(News, (await SucceedAsync(project, "build")).Output, StringComparison.Ordinal);
        Assert.NotEqual(key, project.VerifyingKey);
        Assert.Equal("True", (await SucceedAsync(project, "run", "--no-build")).LastLine);

        project.Write("samples/b.npy", NpyBytes.Floats([64], [.. Enumerable.Repeat(7f, 64)]));
        Assert.Contains(News, (await SucceedAsync(project, "build")).Output, StringComparison.Ordinal);

        await SucceedAsync(project, "clean");
        Assert.Empty(project.Artifacts());
        Assert.Empty(project.Artifacts("obj/Debug/net10.0"));
    }

    [Fact]
    public async Task A_library_for_several_frameworks_hands_its_keys_to_those_who_reference_it()
    {
        using var project = new UserProject();
        File.Delete(project["App.csproj"]);
        File.Delete(project["Program.cs"]);
        project.Write("lib/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'"><ZkModel Include="../net.onnx" /></ItemGroup>
            </Project>
            """);
        project.Write("lib/Net.cs", "#if NET\n[ZkmlGen.Runtime.ZkModel(\"net.onnx\")] public static partial class Net;\n#endif\n");
        project.Write("app/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup>
            </Project>
            """);
        project.Write("app/Program.cs", "using var proof = Net.Prove(new float[64]); System.Console.WriteLine(Net.Verify(proof));");
        Assert.Equal("True", (await SucceedAsync(project, "run", "--project", "app")).LastLine);
        Assert.Equal(Files, project.Artifacts("app/bin/Debug/net10.0"));
        Assert.Equal(Files, project.Artifacts("lib/bin/Debug/net10.0"));
        Assert.False(Directory.Exists(project["lib/bin/Debug/netstandard2.0/zkml"]));

        await SucceedAsync(project, "publish", "app", "-o", project["out"], "-p:AllowDevelopmentSrs=true");
        Assert.Equal(Files, project.Artifacts("out"));
    }

    [Fact]
    public async Task Committed_weights_can_be_those_of_another_build()
    {
        using var project = new UserProject();
        project.Write("Program.cs", UserProject.Program("").Replace("(\"net.onnx\")", "(\"net.onnx\", Weights = ZkVisibility.Committed)", StringComparison.Ordinal));
        Assert.Equal("True", (await SucceedAsync(project, "run")).LastLine);
        string Commitments(string folder) => File.ReadAllText(project[folder + "/Net/weight-commitments.json"]);
        var first = Commitments("bin/Debug/net10.0/zkml");
        Directory.Move(project["bin/Debug/net10.0/zkml"], project["first"]);
        await SucceedAsync(project, "clean");
        await SucceedAsync(project, "build");
        Assert.NotEqual(first, Commitments("bin/Debug/net10.0/zkml"));

        await SucceedAsync(project, "build", "--no-incremental", "-p:ZkmlWeightsFrom=first");
        Assert.Equal(first, Commitments("bin/Debug/net10.0/zkml"));
        Assert.Equal("True", (await SucceedAsync(project, "run", "--no-build")).LastLine);
        var proved = await Zkml.RunAsync("weights", "prove", project["bin/Debug/net10.0/App.dll"], "--keys", project["bin/Debug/net10.0/zkml"]);
        Assert.True(proved.ExitCode == 0, proved.All);
        Assert.True(File.Exists(project["bin/Debug/net10.0/zkml/Net/weight-ranges.json"]));

        project.Write("net.onnx", SmallModel.Network(seed: 9));
        var other = await project.RunAsync("build", "-p:ZkmlWeightsFrom=first");
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains("not those of the earlier key", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_models_and_missing_files_are_errors_with_ids()
    {
        using var project = new UserProject();
        project.Write("net.onnx", SmallModel.Network()[..100]);
        await FailAsync(project, "error ZKML1001");
        File.Delete(project["net.onnx"]);
        await FailAsync(project, "error ZKML3902: The file 'net.onnx', which a ZkModel item names, does not exist.");
        project.Write("net.onnx", SmallModel.Network());
        project.Write("no.ptau", "ptau?");
        await FailAsync(project, "error ZKML4003", "-p:ZkmlPtau=no.ptau");
        Assert.Empty(project.Artifacts());
    }

    [Fact]
    public async Task Two_build_steps_at_once_leave_one_whole_result()
    {
        using var project = new UserProject();
        await SucceedAsync(project, "build", "-p:ZkmlBuild=false");
        Assert.Empty(project.Artifacts());
        string[] step = ["build", project["obj/Debug/net10.0/App.dll"], "--out", project["keys/zkml"], "--allow-development-srs"];
        var results = await Task.WhenAll(Zkml.RunAsync(step), Zkml.RunAsync(step));
        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.All));
        Assert.Single(results, result => result.Output.Contains(News, StringComparison.Ordinal));
        Assert.Empty(Files.Except(project.Artifacts("keys")));
        Assert.DoesNotContain(project.Artifacts("keys"), name => name.EndsWith("tmp", StringComparison.Ordinal));
    }

    private static async Task<ChildResult> SucceedAsync(UserProject project, params string[] arguments)
    {
        var result = await project.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }

    private static async Task FailAsync(UserProject project, string message, params string[] arguments)
    {
        var result = await project.RunAsync(["build", .. arguments]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.True(result.Output.Contains(message, StringComparison.Ordinal), result.All);
    }
}
