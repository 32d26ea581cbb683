using Xunit;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Build;

/// <summary>What the README shows is true.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_runs()
    {
        var sample = Path.Combine(Zkml.Root, "samples", "Digits");
        using var project = new UserProject();
        project.Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>{Block("xml").Split('\n').Single(line => line.Contains("<ZkModel", StringComparison.Ordinal))}</ItemGroup>
            </Project>
            """);
        project.Write("Program.cs", Block("csharp"));
        foreach (var file in new[] { "DigitImage.cs", "digits.onnx", "pictures/calibration.npy" }) project.Write(file, await File.ReadAllBytesAsync(Path.Combine(sample, file)));
        project.Write("3.pgm", await File.ReadAllBytesAsync(Path.Combine(sample, "pictures", "3.pgm")));
        var result = await project.RunAsync("run");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Matches("^scores .*: True$", result.LastLine);
    }

    /// <summary>The README's first block of a language.</summary>
    private static string Block(string language)
    {
        var text = File.ReadAllText(Path.Combine(Zkml.Root, "README.md"));
        var start = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
