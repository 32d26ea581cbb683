using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Build;

/// <summary>What may be deployed does not come from a development SRS without somebody saying so.</summary>
public sealed class ReleaseTests
{
    private const string Refusal = "error ZKML3904: DEV SRS: DO NOT DEPLOY";
    private const string Warning = "warning ZKML3901: DEV SRS: DO NOT DEPLOY";

    [Fact]
    public async Task A_release_build_refuses_a_development_SRS_unless_it_is_allowed()
    {
        using var project = new UserProject();
        Refused(await project.RunAsync("build", "-c", "Release"));
        Assert.Empty(project.Artifacts("bin/Release/net10.0"));
        var allowed = await project.RunAsync("build", "-c", "Release", "-p:AllowDevelopmentSrs=true");
        Assert.True(allowed.ExitCode == 0, allowed.All);
        Assert.Contains(Warning, allowed.Output, StringComparison.Ordinal);
        // Nothing is to be made now, and still the build has to say it.
        Refused(await project.RunAsync("build", "-c", "Release"));
    }

    [Fact]
    public async Task What_is_published_is_a_release_in_any_configuration()
    {
        using var project = new UserProject();
        Refused(await project.RunAsync("publish", "-c", "Debug"));
        Refused(await project.RunAsync("msbuild", "-t:Restore;Publish", "-p:Configuration=Debug"));
    }

    [Fact]
    public async Task A_ceremony_is_published_and_a_development_SRS_in_a_file_is_refused()
    {
        using var project = new UserProject();
        project.Write("powers.ptau", PtauBytes.Of(11));
        var published = await project.RunAsync("publish", "-c", "Release", "-p:ZkmlPtau=powers.ptau", "-o", "out");
        Assert.True(published.ExitCode == 0, published.All);
        Assert.DoesNotContain("DEV SRS", published.Output, StringComparison.Ordinal);
        var run = await Child.DotnetAsync(project["out"], ["exec", "App.dll"]);
        Assert.Equal("True", run.LastLine);
        Assert.DoesNotContain("DEV SRS", await File.ReadAllTextAsync(project["out/zkml/Net/Verifier.sol"]), StringComparison.Ordinal);

        await Zkml.RunInAsync(project["out"], "srs", "new", "dev.srs", "--power", "11");
        var refused = await Zkml.RunInAsync(project["out"], "build", "App.dll", "--out", "keys", "--ptau", "dev.srs");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("zkml : " + Refusal, refused.Errors, StringComparison.Ordinal);
    }

    private static void Refused(ChildResult result)
    {
        Assert.NotEqual(0, result.ExitCode);
        Assert.True(result.Output.Contains(Refusal, StringComparison.Ordinal), result.All);
    }
}
