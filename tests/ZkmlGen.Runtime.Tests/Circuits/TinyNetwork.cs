using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>
/// 4 x 4 x 3 image, convolution 3 x 3 with padding 1 to 2 channels, ReLU, 2 x 2 max-pool (chained), dense 8 to 3, requant, reveal in one word.
/// </summary>
internal sealed class TinyNetwork
{
    private const int Side = 4, Channels = 3, Features = 2, Phase = 4 * Features, Outputs = 3, Low = -16;
    private readonly CircuitBuilder builder;
    private readonly List<OutputPort> packedInputs = [];

    public TinyNetwork(int seed, int lanes = 3, int tileOutputs = 2, int tileInputs = 2, int chain = -16, int logRows = 7, Disclosure? shown = null)
    {
        shown ??= Disclosure.Default;
        var random = new Random(seed);
        builder = new CircuitBuilder(lanes, tileOutputs, tileInputs);
        builder.Tensor("one", Gadget.One, 0, 0, 0, 1);
        Input = builder.Address(InputTensor = builder.Tensor("image", Gadget.Input, 0, 0, InputBits, Side * Side * Channels));
        Hidden = builder.Address(HiddenTensor = builder.Tensor("conv", Gadget.Requant, 4, 0, ValueBits, Phase));
        for (var phase = 1; phase < 4; phase++) builder.Tensor($"conv, phase {phase}", Gadget.Requant, 4, 0, ValueBits, Phase);
        Dense = builder.Address(DenseTensor = builder.Tensor("dense", Gadget.Requant, 3, Low, ValueBits, Outputs));
        if (shown.Input != Visibility.Private) ShowInput(lanes);
        RevealTensor = shown.Output == Visibility.Private ? -1 : builder.Tensor("reveal", Gadget.Reveal, 0, 0, 0, 1);
        if (RevealTensor >= 0) Reveal = builder.Address(RevealTensor);
        PlaceConvolution(random);
        PlaceDense(random);
        PlacePublicMaps(chain);
        var input = new InputPort("image", new[] { 1, Side, Side, Channels }, InputTensor, new[] { 0, Side * Channels, Channels, 1 });
        var output = new OutputPort("logits", new[] { 1, Outputs }, RevealTensor, ValueBits, Low, 0.5, Outputs);
        Description = builder.Build("Tiny", logRows, new Ranges(ValueBits, RemainderBits, new[] { 0, InputBits, ValueBits, RemainderBits }), input, output) with
        {
            Disclosure = shown,
            PackedInputs = packedInputs.ToArray(),
            HiddenMaps = RevealTensor >= 0 ? [] : OutputWords().Select(word => new PublicMap(0, word.Value.ToString(CultureInfo.InvariantCulture), new Placement(0, word.Cell, 0, default))).ToArray(),
        };
    }

    public const int ValueBits = 5, RemainderBits = 6, InputBits = 4;

    public CircuitDescription Description { get; }
    public int[] Tiles => builder.Tiles;
    public int Input { get; }
    public int Hidden { get; }
    public int Dense { get; }
    public int Reveal { get; }
    /// <summary>The first cell after the row of the reveal cell: no tensor's.</summary>
    public int Free => Reveal + 2 * Description.Size.Lanes;
    private int InputTensor { get; }
    private int HiddenTensor { get; }
    private int DenseTensor { get; }
    private int RevealTensor { get; }

    public InterpretedCircuit Circuit(int[]? tiles = null) => new(Description, tiles ?? Tiles);

    /// <summary>An image with values of all sizes; pixel 9 is 0.</summary>
    public static float[] Image(int seed)
    {
        var random = new Random(seed);
        var pixels = Enumerable.Range(0, Side * Side * Channels).Select(_ => (float)random.Next(1 << InputBits)).ToArray();
        pixels[9] = 0;
        return pixels;
    }

    private static int[][] Small(Random random, int rows, int columns, int bound = 2) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(-bound, bound + 1)).ToArray())];

    private void PlaceConvolution(Random random)
    {
        for (var dy = 0; dy < 3; dy++)
        for (var dx = 0; dx < 3; dx++)
        {
            var spots = new List<(int, int, (int, int, int)[])>();
            for (var qy = 0; qy < 2; qy++)
            for (var qx = 0; qx < 2; qx++)
            {
                int[] ys = [.. Inside(qy, dy)], xs = [.. Inside(qx, dx)];
                var output = (2 * qy + qx) * Phase + (2 * ys[0] + xs[0]) * Features;
                var input = Input + ((2 * ys[0] + qy + dy - 1) * Side + 2 * xs[0] + qx + dx - 1) * Channels;
                spots.Add((output, input, [(ys.Length, 2 * Features, 2 * Side * Channels), (xs.Length, Features, 2 * Channels)]));
            }
            builder.Place(HiddenTensor, Small(random, Features, Channels), [.. spots]);
        }
        builder.Place(HiddenTensor, Small(random, Features, 1, 9), (0, 0, [(Side * Side, Features, 0)]));
    }

    private static IEnumerable<int> Inside(int phase, int kernel) => Enumerable.Range(0, 2).Where(p => 2 * p + phase + kernel - 1 is >= 0 and < Side);

    private void PlaceDense(Random random)
    {
        builder.Place(DenseTensor, Small(random, Outputs, Phase), [.. Enumerable.Range(0, 4).Select(q => (0, Hidden + q * Phase, Array.Empty<(int, int, int)>()))]);
        builder.Place(DenseTensor, Small(random, Outputs, 1, 9), (0, 0, []));
    }

    private void PlacePublicMaps(int chain)
    {
        for (var phase = 0; phase < 4; phase++) builder.Round(HiddenTensor + phase);
        builder.Round(DenseTensor);
        for (var q = 0; q < 4; q++)
        for (var p = 0; p < q; p++) builder.Map(HiddenTensor + q, chain, 0, Hidden + p * Phase, (Phase, 1, 1));
        if (RevealTensor < 0) return;
        foreach (var (value, cell) in OutputWords()) builder.Map(RevealTensor, value, 0, cell);
    }

    private IEnumerable<(BigInteger Value, int Cell)> OutputWords()
    {
        var constant = BigInteger.Zero;
        for (var k = 0; k < Outputs; k++)
        {
            yield return (BigInteger.One << ValueBits * k, Dense + k);
            constant -= (BigInteger)Low << ValueBits * k;
        }
        yield return (constant, 0);
    }

    /// <summary>A row of pixels a word.</summary>
    private void ShowInput(int lanes)
    {
        var words = builder.Tensor("image words", Gadget.Reveal, 0, 0, 0, Side);
        for (var k = 0; k < Side * Channels; k++) builder.Map(words, BigInteger.One << InputBits * k, 0, Input + k, (Side, lanes, Side * Channels));
        packedInputs.Add(new OutputPort("image", new[] { 1, Side, Side, Channels }, words, InputBits, 0, 1, Side * Channels));
    }
}
