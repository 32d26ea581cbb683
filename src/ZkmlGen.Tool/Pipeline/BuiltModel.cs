using ZkmlGen.Compiler;
using ZkmlGen.Generator.Emit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>A model as running code: imported, compiled, generated, and loaded, all in memory.</summary>
/// <param name="Source">The file.</param>
/// <param name="Compiled">What the compiler made of it.</param>
/// <param name="Circuit">The generated code's circuit.</param>
/// <param name="Warnings">What the user should know.</param>
internal sealed record BuiltModel(ModelSource Source, CompiledModel Compiled, ZkCircuit Circuit, IReadOnlyList<ModelDiagnostic> Warnings)
{
    /// <summary>Name of the generated class.</summary>
    public const string ClassName = "Model";

    /// <summary>Where the circuit reads its weights.</summary>
    public ModelFiles Files { get; } = new DiskFiles(Source);

    /// <summary>Compiles, generates and loads.</summary>
    public static BuiltModel Build(ModelSource source, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration)
    {
        var compiled = Compile(source, options, calibration, out var warnings);
        var names = ModelNames.Of(ClassName, Path.GetFileName(source.Path), source.Digest, "");
        var assembly = CodeLoader.Load($"zkml-{source.Digest[..16]}", Emitter.Emit(compiled, names).Files);
        return new(source, compiled, ZkCircuitAttribute.Of(assembly)[0].Create(), warnings);
    }

    /// <summary>The compiler alone.</summary>
    public static CompiledModel Compile(ModelSource source, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration, out IReadOnlyList<ModelDiagnostic> warnings)
    {
        List<ModelDiagnostic> all = [.. source.Warnings];
        var compiled = ModelCompiler.Compile(source.Graph, options, calibration, all);
        warnings = all;
        return compiled;
    }
}
