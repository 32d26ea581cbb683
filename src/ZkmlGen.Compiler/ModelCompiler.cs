using System.Collections.Generic;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Layout;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Quantisation;

namespace ZkmlGen.Compiler;

/// <summary>Compiles a network into a circuit: quantises, lowers, and chooses the layout.</summary>
public static class ModelCompiler
{
    /// <summary>The compiled model; the same arguments give the same bytes.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="options">What the user set.</param>
    /// <param name="calibration">Sample inputs; without any, ranges come from interval bounds over the input range in the options.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <exception cref="ModelException">The network has no circuit.</exception>
    public static CompiledModel Compile(
        ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration, ICollection<ModelDiagnostic> warnings)
    {
        DisclosureChecks.Check(graph, options.Disclosure, warnings);
        if (options.Disclosure.Form == OutputForm.TopClass) graph = TopClass.Append(graph);
        graph = ReshapeLifting.Run(graph);
        var (program, layout) = Quantiser.Quantise(graph, options, calibration, warnings);
        var (circuit, weights) = CircuitAssembler.Assemble(program, options.Name, layout.Size, options.Disclosure);
        return new CompiledModel(circuit, weights, layout.Costs, ModelCounts.Of(graph, program));
    }
}
