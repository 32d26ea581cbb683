using System.Collections.Generic;
using System.Linq;
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
        var program = Quantiser.Quantise(graph, options, calibration, warnings);
        var layout = LayoutSearch.Choose(program, options.Optimize);
        var (circuit, weights) = CircuitAssembler.Assemble(program, options.Name, layout.Size);
        return new CompiledModel(circuit, weights, layout.Costs, Count(graph, program));
    }

    private static ModelStatistics Count(ModelGraph graph, LoweredProgram program)
    {
        var constants = graph.Nodes.SelectMany(node => node.Inputs).Where(value => value.Constant is not null).Distinct();
        return new ModelStatistics(program.Blocks.Sum(block => (long)block.Size), constants.Sum(value => (long)Shapes.Count(value.Shape)), graph.Nodes.Sum(Macs));
    }

    private static long Macs(Node node) => node.Operator switch
    {
        Convolution => (long)Shapes.Count(node.Output.Shape) * Shapes.Count(node.Inputs[1].Shape) / node.Inputs[1].Shape[0],
        Dense => (long)Shapes.Count(node.Output.Shape) * node.Inputs[1].Shape[0],
        ScaleShift => Shapes.Count(node.Output.Shape),
        _ => 0,
    };
}
