using Microsoft.CodeAnalysis;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Diagnostics;

namespace ZkmlGen.Generator.Tests.Generation;

public sealed class DiagnosticTests : IDisposable
{
    private readonly GeneratorHost host = new GeneratorHost().With("network.onnx", SmallModels.Network());

    public void Dispose() => host.Dispose();

    private Diagnostic Single(string id, string code = GeneratorHost.UserCode)
    {
        var diagnostic = Assert.Single(host.Run(code).Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains("ZkModel", diagnostic.Location.ToString() is var _ ? code.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) : "");
        return diagnostic;
    }

    [Fact]
    public void AGoodModelHasNone() => Assert.Empty(host.Run().Diagnostics);

    [Fact]
    public void UnknownFile()
    {
        var diagnostic = Single(DiagnosticIds.NoModelItem, GeneratorHost.UserCode.Replace("network.onnx", "digits.onnx"));
        Assert.Contains("digits.onnx", diagnostic.GetMessage());
        Assert.Contains("network.onnx", diagnostic.GetMessage());
    }

    [Fact]
    public void TheEndOfAPathIsEnoughUntilTwoFit()
    {
        host.With("other/network.onnx", SmallModels.Network());
        Assert.Contains("other", Single(DiagnosticIds.AmbiguousModelItem).GetMessage());
        Assert.Empty(host.Run(GeneratorHost.UserCode.Replace("network.onnx", "other/network.onnx")).Diagnostics);
    }

    [Theory]
    [InlineData("public static class Network;", "partial")]
    [InlineData("public partial class Network<T>;", "generic")]
    [InlineData("public class Outer { [ZkModel(\"network.onnx\")] public static partial class Network; }", "Outer")]
    [InlineData("public partial class Outer { [ZkModel(\"network.onnx\")] private static partial class Network; }", "internal")]
    [InlineData("file static partial class Network;", "internal")]
    public void ClassesThatCannotBeExtended(string declaration, string word)
    {
        var attribute = declaration.Contains("[ZkModel") ? "" : "[ZkModel(\"network.onnx\")] ";
        Assert.Contains(word, Single(DiagnosticIds.ClassNotExtensible, $"using ZkmlGen.Runtime; {attribute}{declaration}").GetMessage());
    }

    [Fact]
    public void UnreadableDimensions()
    {
        var diagnostic = Single(DiagnosticIds.BadArgument, GeneratorHost.UserCode.Replace("ValueBits = 8", "Dimensions = \"height=2;width\""));
        Assert.Contains("width", diagnostic.GetMessage());
    }

    [Fact]
    public void ContradictoryDisclosure() => Assert.Contains("private", Single(
        DiagnosticIds.ContradictoryDisclosure, GeneratorHost.UserCode.Replace("ValueBits = 8", "Output = ZkVisibility.Private, OutputForm = ZkOutputForm.TopClass")).GetMessage());

    [Fact]
    public void DisclosureOfTheItem()
    {
        host.With("network.onnx", SmallModels.Network(), metadata: ("ZkmlOutputForm", "topclass"));
        Assert.Contains(host.Run().Texts, text => text.Contains("shows the class;"));
        Assert.Contains("leave one", Single(DiagnosticIds.BadArgument, GeneratorHost.UserCode.Replace("ValueBits = 8", "OutputForm = ZkOutputForm.Full")).GetMessage());
        host.With("network.onnx", SmallModels.Network(), metadata: ("ZkmlInput", "secret"));
        Assert.Contains("Private, Public", Single(DiagnosticIds.BadArgument).GetMessage());
    }

    [Fact]
    public void CommittedInputsHaveAMethodOfTheirOwn()
    {
        var run = host.Run(GeneratorHost.UserCode.Replace("ValueBits = 8", "ValueBits = 8, Input = ZkVisibility.Committed"));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Contains(run.Texts, text => text.Contains("ZkCommitment Commit(") && text.Contains("shows a commitment to the inputs and the outputs; inputs, weights and"));
    }

    [Fact]
    public void MissingFile()
    {
        host.Delete("network.onnx");
        Assert.Contains("network.onnx", Single(DiagnosticIds.UnreadableFile).GetMessage());
    }

    [Fact]
    public void BrokenModel()
    {
        host.With("network.onnx", SmallModels.Network()[..100]);
        Assert.Equal(DiagnosticSeverity.Error, Single(DiagnosticIds.BrokenFile).Severity);
        Assert.Empty(host.Run().Texts);
    }

    [Fact]
    public void SamplesThatAreNone()
    {
        host.With("samples/a.npy", [1, 2, 3], "Sample", "network.onnx");
        Assert.Contains("a.npy", Single(DiagnosticIds.SampleFile).GetMessage());
    }

    [Fact]
    public void WarningsComeWithCode()
    {
        host.With("network.onnx", SmallModels.Softmax());
        Assert.Equal(DiagnosticSeverity.Warning, Single(DiagnosticIds.SoftmaxLeftOut).Severity);
        Assert.NotEmpty(host.Run().Texts);
    }

    [Fact]
    public void DescriptorsAreThoseOfTheReleaseFileAndOfTheTable()
    {
        var lines = File.ReadAllLines(Repository.File("src/ZkmlGen.Generator/AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("ZKML", StringComparison.Ordinal)).ToArray();
        var descriptors = DiagnosticDescriptors.Ordered.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}");
        Assert.Equal(descriptors, lines);
        var ids = typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetValue(null)!);
        Assert.Superset(ids.Where(id => id is [_, _, _, _, '1' or '2', ..]).ToHashSet(), DiagnosticDescriptors.Ordered.Select(descriptor => descriptor.Id).ToHashSet());
        Assert.All(DiagnosticDescriptors.Ordered, descriptor => Assert.True(File.Exists(Repository.File(descriptor.HelpLinkUri)), descriptor.HelpLinkUri));
    }
}
