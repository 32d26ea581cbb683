using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>
/// A network compiled by hand, so that snapshots depend on the emitter alone: 1x1x4x4 -> convolution 3x3 with padding 1, 2 channels, ReLU,
/// 2x2 max-pool in four phases -> squares -> dense 8 to 3, revealed in one word. Two lanes, tiles of 2 outputs by 2 inputs.
/// </summary>
internal static class TinyNetwork
{
    private const int Input = 2, Phases = 18, Phase = 8, Squares = 50, Scores = 58, Word = 62;

    internal static CompiledModel Model { get; } = new(
        new CircuitDescription("Network", new Dimensions(7, 2, 2, 2, 16), new Ranges(6, 4, new[] { 0, 4, 6 }), Tensors(), PublicMaps(), TileMaps(),
            new[] { new InputPort("image", new[] { 1, 1, 4, 4 }, 1, new[] { 0, 0, 4, 1 }) },
            new[] { new OutputPort("scores", new[] { 1, 3 }, 7, 6, -32, 0.25, 3) }),
        Weights(), new CostEstimate(1, 2, 3, 4), new ModelStatistics(63, 47, 336));

    private static CellTensor[] Tensors() =>
    [
        new("one", "", "1", Gadget.One, 0, 0, 0, 0, 1, 0),
        new("image", "input", "1x1x4x4", Gadget.Input, 0, -8, 4, Input, 16, 3),
        .. Enumerable.Range(0, 4).Select(i =>
            new CellTensor($"conv phase {i + 1} of 4", "Conv+Relu+MaxPool", "1x2x4x4", Gadget.Requant, 4, 0, 6, Phases + Phase * i, Phase, 2)),
        new("square", "Mul", "1x2x2x2", Gadget.Square, 3, 0, 6, Squares, 8, 1),
        new("dense", "Gemm", "1x3", Gadget.Requant, 3, -32, 6, Scores, 3, 2),
        new("scores", "reveal", "1x3", Gadget.Reveal, 0, 0, 0, Word, 1, 0),
    ];

    private static PublicMap[] PublicMaps() =>
    [
        new(2, "8", Place(Phases, 0, 0, Run(32, 1, 0, 0))),
        .. Enumerable.Range(1, 3).Select(i =>
            new PublicMap(2 + i, "-16", Place(Phases + Phase * i, Phases, 0, Run(i, 0, Phase, 0), Run(Phase, 1, 1, 0)))),
        new(6, "1", Place(Squares, Phases, 0, Run(4, 0, Phase, 0), Run(8, 1, 1, 0))),
        new(7, "260", Place(Scores, 0, 0, Run(3, 1, 0, 0))),
        .. Enumerable.Range(0, 3).Select(k => new PublicMap(8, $"{1 << 6 * k}", Place(Word, Scores + k, 0))),
        new(8, $"{32 * (1 + 64 + 4096)}", Place(Word, 0, 0)),
    ];

    // A direction of the convolution: output i of phase p reads input 2 i + p + tap - 1, where there is one.
    private static Factor Taps(int phaseStep, int outputStep, int inputStep, int tileStep) => new((
        from tap in Enumerable.Range(0, 3)
        from phase in Enumerable.Range(0, 2)
        let first = phase + tap - 1
        let skipped = first < 0 ? 1 : 0
        let count = first + 2 > 3 || skipped > 0 ? 1 : 2
        select new Run(phase * phaseStep + skipped * outputStep, (first + 2 * skipped) * inputStep, tap * tileStep, count, outputStep, 2 * inputStep, 0)).ToArray());

    private static TileMap[] TileMaps() =>
    [
        new(2, 1, Place(Phases, Input, 0, Taps(2 * Phase, 4, 4, 3), Taps(Phase, 2, 1, 1))),
        new(2, 1, Place(Phases, 0, 9, Run(16, 2, 0, 0))),
        new(7, -1, Place(Scores, Squares, 10, Run(2, 0, 2, 2), Run(2, 2, 0, 1))),
        new(7, 1, Place(Scores, 0, 14, Run(2, 2, 0, 1))),
    ];

    private static WeightMatrix[] Weights() =>
    [
        new("conv weights", 0, new WeightSource(null, 100, ElementType.Float32, default), new[] { new Axis(3, 3), new Axis(3, 1) },
            new[] { new Axis(2, 9) }, new[] { new Axis(1, 9) }, false, 16, new[] { 0.5, 1.25 }, false),
        new("conv bias", 9, new WeightSource(null, 0, ElementType.Float32, new[] { -3, 40 }), default, new[] { new Axis(2, 1) }, default, false, 1, default, false),
        new("dense weights", 10, new WeightSource("dense \"data\".bin", 8, ElementType.Float16, default), default,
            new[] { new Axis(3, 1) }, new[] { new Axis(4, 3) }, false, 0.1, default, false),
        new("dense bias", 14, new WeightSource(null, 0, ElementType.Float32, new[] { 5, 0, -7 }), default, new[] { new Axis(3, 1) }, default, false, 1, default, false),
    ];

    private static Placement Place(int output, int input, int tile, params Factor[] factors) => new(output, input, tile, factors);

    private static Factor Run(int count, int outputStep, int inputStep, int tileStep) =>
        new(new[] { new Run(0, 0, 0, count, outputStep, inputStep, tileStep) });
}
