using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Counts for reports and work limits.</summary>
internal static class ModelCounts
{
    /// <summary>The statistics of a compiled model.</summary>
    public static ModelStatistics Of(ModelGraph graph, LoweredProgram program)
    {
        var constants = graph.Nodes.SelectMany(node => node.Inputs).Where(value => value.Constant is not null).Distinct();
        return new ModelStatistics(program.Blocks.Sum(block => (long)block.Size), constants.Sum(value => (long)Shapes.Count(value.Shape)), Macs(graph));
    }

    /// <summary>Multiply-accumulates of the linear operators.</summary>
    public static long Macs(ModelGraph graph) => graph.Nodes.Sum(Macs);

    private static long Macs(Node node) => node.Operator switch
    {
        Convolution => (long)Shapes.Count(node.Output.Shape) * Shapes.Count(node.Inputs[1].Shape) / node.Inputs[1].Shape[0],
        Dense => (long)Shapes.Count(node.Output.Shape) * node.Inputs[1].Shape[0],
        ScaleShift => Shapes.Count(node.Output.Shape),
        _ => 0,
    };
}
