using CsCheck;
using Xunit;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>Damaged models: a well-formed graph or one <see cref="ModelException"/>, soon, within a bound on memory.</summary>
public abstract class ImporterFuzz(int seconds)
{
    /// <summary>The constants that a small file may compute are limited by their number, not by the file's size.</summary>
    private static readonly AllocationBound Bound = new(300_000_000, 100);

    public static TheoryData<string> Names => [.. SmallModels.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Models_with_damaged_bytes(string name) => Run(Damage.Of(SmallModels.All[name]));

    [Theory, MemberData(nameof(Names))]
    public void Models_with_damaged_fields(string name) => Run(ProtoDamage.Of(SmallModels.All[name]));

    private void Run(Gen<byte[]> models) => Fuzzer.Run<ModelException>("ONNX files", models, model => Models.Import(model) is not null, Bound, seconds);
}

/// <summary>In every run.</summary>
public sealed class ImporterFuzzTests() : ImporterFuzz(1);

/// <summary>In the security run.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class LongImporterFuzzTests() : ImporterFuzz(8);
