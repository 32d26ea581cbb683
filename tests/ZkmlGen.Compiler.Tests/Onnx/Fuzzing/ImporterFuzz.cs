using CsCheck;
using Xunit;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>Damaged models: a well-formed graph or one <see cref="ModelException"/>, soon, within a bound on memory.</summary>
public abstract class ImporterFuzz(int seconds)
{
    private const string SampleName = "samples/Digits/digits.onnx";

    /// <summary>The constants that a small file may compute are limited by their number, not by the file's size.</summary>
    private static readonly AllocationBound Bound = new(300_000_000, 100);

    public static TheoryData<string> Names => [.. SmallModels.All.Keys, SampleName];

    [Theory, MemberData(nameof(Names))]
    public void Models_with_damaged_bytes(string name) => Run(Damage.Of(Read(name)), seconds);

    [Theory, MemberData(nameof(Names))]
    public void Models_with_damaged_fields(string name) => Run(ProtoDamage.Of(Read(name)), seconds);

    private protected static void Run(Gen<byte[]> models, int seconds) => Fuzzer.Run<ModelException>("ONNX files", models, model => Models.Import(model) is not null, Bound, seconds);

    private static byte[] Read(string name) => SmallModels.All.TryGetValue(name, out var model) ? model : File.ReadAllBytes(Path.Combine(Root(AppContext.BaseDirectory), SampleName));

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "ZkmlGen.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}

/// <summary>In every run.</summary>
public sealed class ImporterFuzzTests() : ImporterFuzz(1);

/// <summary>In the security run.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class LongImporterFuzzTests() : ImporterFuzz(8)
{
    private const int Largest = 300_000;

    /// <summary>As many exporters write them.</summary>
    [PublicModelsFact]
    public void Public_models()
    {
        var models = Directory.GetFiles(PublicModelsFactAttribute.Folder!, "model.onnx", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length < Largest).Select(File.ReadAllBytes);
        Run(Gen.OneOf([.. models.SelectMany(model => new[] { Damage.Of(model), ProtoDamage.Of(model) })]), seconds: 60);
    }
}

/// <summary>A test of the public models in the folder that ZKML_MODELS names; skipped without one.</summary>
public sealed class PublicModelsFactAttribute : FactAttribute
{
    /// <summary>Looks for the folder.</summary>
    public PublicModelsFactAttribute() => Skip = Folder is null ? "ZKML_MODELS names no folder with models." : null;

    /// <summary>The folder, or null.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("ZKML_MODELS") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}
