using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Tests.Circuits;
using ZkmlGen.Generator.Tests.Compilation;

namespace ZkmlGen.Generator.Tests.Generation;

public sealed class EmissionTests : IDisposable
{
    private readonly GeneratorHost host = new();

    public void Dispose() => host.Dispose();

    private static void AssertCompiles(GeneratorRun run) =>
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

    [Fact]
    public void CodeOfATinyNetwork() => Snapshot.Verify(GeneratedAssembly.Emit(TinyNetwork.Model).Files);

    [Theory]
    [InlineData(3, "count: 3, outputStep: 2, inputStep: 2, tileStep: 0);")]
    [InlineData(2, "count: 5, outputStep: 0, inputStep: 1, tileStep: 2);")]
    public void TheSameTilesAtSeveralPositionsAreOneCall(int positions, string call)
    {
        Factor[] factors = [new(new[] { new Run(0, 0, 0, positions, 2, 2, 0) }), new(new[] { new Run(0, 0, 0, 5, 0, 1, 2) })];
        var circuit = TinyNetwork.Model.Circuit with { TileMaps = new[] { new TileMap(2, 1, new Placement(18, 2, 0, factors)) } };
        var code = GeneratedAssembly.Emit(TinyNetwork.Model with { Circuit = circuit }).Files.Single(file => file.HintName.Contains("Witness")).Text;
        Assert.EndsWith(call, code.Split('\n').Single(line => line.Contains("linear.AddTiles(")));
    }

    [Fact]
    public void CodeOfASmallNetworkCompiles()
    {
        var run = host.With("network.onnx", SmallModels.Network()).Run();
        Assert.Empty(run.Diagnostics);
        AssertCompiles(run);
    }

    [Fact]
    public void TheCultureDoesNotShow()
    {
        host.With("network.onnx", SmallModels.Network());
        var expected = host.Run().Texts.ToArray();
        var (culture, strange) = (CultureInfo.CurrentCulture, (CultureInfo)CultureInfo.InvariantCulture.Clone());
        (strange.NumberFormat.NegativeSign, strange.NumberFormat.NumberDecimalSeparator) = ("minus", ",");
        try
        {
            CultureInfo.CurrentCulture = strange;
            var outcome = ModelPipeline.Run(Request(), CancellationToken.None);
            Assert.Equal(expected, outcome.Source!.Files.Select(file => file.Text));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private Model.ModelRequest Request()
    {
        var options = Compiler.CompilerOptions.Default("Network") with { ValueBits = 8 };
        var target = new Model.ModelTarget("Sample", new[] { "partial class Network" }, "Network", "Sample.Network", "network.onnx", options, default);
        var bytes = SmallModels.Network();
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return new Model.ModelRequest(
            target, new Model.ModelFile(Model.ModelFileKind.Model, host.PathOf("network.onnx"), "", "zkml/network.onnx", digest, default, bytes), default, default);
    }

    [Theory]
    [InlineData("a\"b\\", "x\ny", "class")]
    [InlineData("*/ } // {", "int x = 1; }", "\u2028#error")]
    [InlineData("", "1\0", "{0}")]
    [InlineData("<a>&", "progress", "</summary>")]
    [InlineData("node", "proof", "cancellationToken")]
    [InlineData("\ud800", "\u0085#warning", "Circuit")]
    [InlineData("node", "prove", "Verify")]
    public void HostileNamesStayNames(string node, string input, string output)
    {
        var run = host.With("network.onnx", SmallModels.Dense(node, input, output)).Run();
        Assert.Empty(run.Diagnostics);
        AssertCompiles(run);
    }

    [Theory]
    [InlineData("namespace A.B; public partial struct Outer { [ZkModel(\"network.onnx\")] internal partial class @class; }")]
    [InlineData("namespace A; internal partial interface IOuter { [ZkModel(\"network.onnx\")] public sealed partial record Network; }")]
    [InlineData("[ZkModel(\"network.onnx\", Optimize = ZkOptimize.Speed, InputLow = 0, InputHigh = 2)] internal sealed partial class Network { public Network() { } }")]
    [InlineData("namespace @namespace; partial record struct Outer { [ZkModel(\"network.onnx\")] internal static partial class Network; }")]
    public void AnyPartialClassWillDo(string code)
    {
        var run = host.With("network.onnx", SmallModels.Network()).Run("#pragma warning disable CS1591\nusing ZkmlGen.Runtime; " + code);
        Assert.Empty(run.Diagnostics);
        AssertCompiles(run);
    }

    [Fact]
    public void SeveralModelsInOneProject()
    {
        var run = host.With("network.onnx", SmallModels.Network()).With("other.onnx", SmallModels.Dense("n", "x", "y"))
            .Run(GeneratorHost.UserCode + "\n/// <summary>Another.</summary>\n[ZkModel(\"other.onnx\")] public static partial class Other;");
        Assert.Empty(run.Diagnostics);
        AssertCompiles(run);
        Assert.Equal(14, run.Texts.Count());
    }
}
