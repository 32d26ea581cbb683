using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Emit;

namespace ZkmlGen.Generator.Model;

/// <summary>Everything that generated code depends on: the value key of compilations.</summary>
/// <param name="Target">The class.</param>
/// <param name="Model">The ONNX file.</param>
/// <param name="Samples">Calibration inputs, in the order of their paths.</param>
/// <param name="Data">External data, in the order of their paths.</param>
internal sealed record ModelRequest(ModelTarget Target, ModelFile Model, EquatableArray<ModelFile> Samples, EquatableArray<ModelFile> Data)
{
    /// <summary>An equal request that holds no file.</summary>
    public ModelRequest WithoutBytes() => this with
    {
        Model = Model.WithoutBytes(),
        Samples = Samples.Select(file => file.WithoutBytes()).ToArray(),
        Data = Data.Select(file => file.WithoutBytes()).ToArray(),
    };
}

/// <summary>What a compilation gives.</summary>
/// <param name="Source">The C# files; null after an error.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
internal sealed record ModelOutcome(GeneratedSource? Source, EquatableArray<ModelDiagnostic> Diagnostics)
{
    public static ModelOutcome Failed(string id, string message) => new(null, new[] { new ModelDiagnostic(id, message, IsError: true) });
}
