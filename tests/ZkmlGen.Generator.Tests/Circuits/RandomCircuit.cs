using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>
/// A circuit with random placements: several factors, several runs, steps of any sign, maps that write later tensors too. It means nothing, but all
/// its values stay in range.
/// </summary>
internal sealed class RandomCircuit
{
    private const int Bits = 10, InputBits = 4, TileCount = 60, MaximumWeight = 7;

    private readonly Random random;
    private readonly List<CellTensor> tensors = [];
    private readonly List<PublicMap> publicMaps = [];
    private readonly List<TileMap> tileMaps = [];
    private readonly int lanes, a, c, maximumRuns;
    private readonly bool squares;
    private int address;

    internal RandomCircuit(int seed, int maximumRuns = 4, bool squares = true)
    {
        random = new Random(seed);
        (lanes, a, c) = (random.Next(1, 6), random.Next(1, 5), random.Next(1, 10));
        (this.maximumRuns, this.squares) = (maximumRuns, squares);
        Model = Build();
    }

    internal CompiledModel Model { get; }

    private CompiledModel Build()
    {
        Add("one", Gadget.One, 1, 0);
        Add("in \"put\"\n", Gadget.Input, random.Next(60, 90), -3);
        for (var layer = 0; layer < 5; layer++) AddLayer(layer);
        for (var index = 2; index < tensors.Count; index++) AddLow(index);
        AddReveal();
        var shift = tensors.Max(tensor => tensor.Shift);
        var logRows = Math.Max(12, BitOperations.Log2((uint)(address / lanes + 5)) + 1);
        var size = new Dimensions(logRows, lanes, a, c, TileCount);
        var weights = Enumerable.Range(0, TileCount * a * c).Select(_ => random.Next(-MaximumWeight, MaximumWeight + 1)).ToArray();
        var matrix = new WeightMatrix(
            "weights", 0, new WeightSource(null, 0, ElementType.Float32, weights), new[] { new Axis(TileCount, a * c) },
            new[] { new Axis(a, c) }, new[] { new Axis(c, 1) }, false, 1, default, false);
        var circuit = new CircuitDescription(
            "Random", size, new Ranges(Bits, shift, new[] { 0, InputBits, Bits, shift }.Distinct().Order().ToArray()), tensors.ToArray(),
            publicMaps.ToArray(), tileMaps.ToArray(),
            new[] { new InputPort("x", new[] { tensors[1].Size }, 1, new[] { 1 }) },
            new[] { new OutputPort("y", new[] { 3 }, tensors.Count - 2, Bits, tensors[^2].Low, 1, 3) });
        return new CompiledModel(circuit, new[] { matrix }, new CostEstimate(1, 1, 1, 1), new ModelStatistics(address, weights.Length, 1));
    }

    private void AddLayer(int layer)
    {
        var square = squares && layer == 2;
        var index = Add($"layer {layer}", square ? Gadget.Square : Gadget.Requant, random.Next(40, 120), square ? 0 : random.Next(2) * -512);
        var end = tensors[index].Address;
        for (var map = 0; map < random.Next(1, 3); map++)
        {
            var placement = Place(tensors[index], 1, end, 1, maximumFactors: 3, withTiles: false);
            publicMaps.Add(new PublicMap(index, random.Next(-3, 5).ToString(CultureInfo.InvariantCulture), placement));
        }
        for (var map = 0; map < random.Next(0, 3); map++)
        {
            tileMaps.Add(new TileMap(index, random.Next(3) == 0 ? -1 : 1, Place(tensors[index], a, end, c, maximumFactors: 4, withTiles: true)));
        }
        SetShift(index);
    }

    private void AddReveal()
    {
        var output = tensors.Count - 1;
        var index = Add("reveal", Gadget.Reveal, 1, 0);
        for (var digit = 0; digit < 3; digit++)
        {
            var value = BigInteger.One << (digit * 90 + 1);
            publicMaps.Add(new PublicMap(index, value.ToString(CultureInfo.InvariantCulture), new Placement(address - lanes, tensors[output].Address + digit, 0, default)));
        }
    }

    private int Add(string name, Gadget gadget, int size, int low)
    {
        address = (address + lanes - 1) / lanes * lanes;
        tensors.Add(new CellTensor(name, "Op", $"{size}", gadget, 0, low, gadget == Gadget.Input ? InputBits : Bits, address, size, 2));
        address += gadget == Gadget.Reveal ? size * lanes : size;
        return tensors.Count - 1;
    }

    // The least shift with which no value can leave its range.
    private void SetShift(int index)
    {
        var tensor = tensors[index];
        var circuit = new CircuitDescription("", new Dimensions(1, lanes, a, c, TileCount), new Ranges(0, 0, default), default, publicMaps.ToArray(), tileMaps.ToArray(), default, default);
        var bounds = new BigInteger[address + a];
        foreach (var map in Triples.OfPublicMaps(circuit)) bounds[map.Output] += BigInteger.Abs(map.Value) << Bits;
        foreach (var map in Triples.OfTileMaps(circuit))
        {
            for (var p = 0; p < a; p++) bounds[map.Output + p] += c * (MaximumWeight << Bits);
        }
        var bits = (int)bounds.Max().GetBitLength();
        tensors[index] = tensor with { Shift = tensor.Gadget == Gadget.Square ? 2 * bits - Bits + 1 : Math.Max(0, bits - Bits + 1) };
    }

    // Signed cells hold value - Low: without it they would saturate.
    private void AddLow(int index)
    {
        var tensor = tensors[index];
        if (tensor.Low == 0) return;
        var cells = new Placement(tensor.Address, 0, 0, new[] { new Factor(new[] { new Run(0, 0, 0, tensor.Size, 1, 0, 0) }) });
        publicMaps.Add(new PublicMap(index, (-(long)tensor.Low << tensor.Shift).ToString(CultureInfo.InvariantCulture), cells));
    }

    private Placement Place(CellTensor output, int height, int inputEnd, int width, int maximumFactors, bool withTiles)
    {
        while (true)
        {
            var factors = Enumerable.Range(0, random.Next(0, maximumFactors + 1)).Select(_ => RandomFactor(withTiles)).ToArray();
            var (outputs, inputs, tiles) = (
                Reach(factors, run => run.Output, run => run.OutputStep), Reach(factors, run => run.Input, run => run.InputStep),
                Reach(factors, run => run.Tile, run => run.TileStep));
            var (outputRoom, inputRoom, tileRoom) = (
                output.Size - height - outputs.High + outputs.Low, inputEnd - width - inputs.High + inputs.Low, TileCount - 1 - tiles.High + tiles.Low);
            if (outputRoom < 0 || inputRoom < 0 || tileRoom < 0) continue;
            return new Placement(
                output.Address - outputs.Low + random.Next(outputRoom + 1), random.Next(inputRoom + 1) - inputs.Low,
                withTiles ? random.Next(tileRoom + 1) - tiles.Low : 0, factors);
        }
    }

    private static (int Low, int High) Reach(Factor[] factors, Func<Run, int> offset, Func<Run, int> step)
    {
        var (low, high) = (0, 0);
        foreach (var factor in factors)
        {
            low += factor.Runs.Min(run => offset(run) + Math.Min(step(run), 0) * (run.Count - 1));
            high += factor.Runs.Max(run => offset(run) + Math.Max(step(run), 0) * (run.Count - 1));
        }
        return (low, high);
    }

    private Factor RandomFactor(bool withTiles)
    {
        var (moves, runs) = (random.Next(1, withTiles ? 8 : 4), random.Next(2) == 0 ? 1 : random.Next(1, maximumRuns + 1));
        int Step(int bit, int size) => (moves & bit) == 0 ? 0 : random.Next(-size, 2 * size);
        return new Factor(Enumerable.Range(0, runs).Select(_ => new Run(
            Step(1, 3), Step(2, 3), Step(4, 3), random.Next(1, 5), Step(1, 3), Step(2, 5), Step(4, 3))).ToArray());
    }
}
