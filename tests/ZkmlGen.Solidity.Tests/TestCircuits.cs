using System.Globalization;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Circuit descriptions with every feature that the contract depends on; their maps mean nothing.</summary>
internal static class TestCircuits
{
    /// <summary>A circuit with random maps.</summary>
    public static CircuitDescription Random(int seed, int logRows = 10, int lanes = 2, int outputs = 2, int inputs = 3, bool squares = false, int words = 3, int layers = 1)
    {
        var random = new Random(seed);
        var size = new Dimensions(logRows, lanes, outputs, inputs, 200 + random.Next(20));
        var gadget = squares ? Gadget.Square : Gadget.Requant;
        CellTensor[] tensors =
        [
            new("one", "", "1", Gadget.One, 0, 1, 0, 0, 1, 0),
            new("input", "", "4", Gadget.Input, 0, 0, 4, lanes, 4, 4),
            new("layer", "Conv", "4", gadget, 3, 0, 4, 5 * lanes, 4, 4),
            new("first", "", "1", Gadget.Reveal, 0, 0, 0, 9 * lanes, 1, 0),
            new("second", "", "2", Gadget.Reveal, 0, 0, 0, 12 * lanes, words - 1, 0),
        ];
        return new(
            $"Random{seed}", size, new(4, 4, new[] { 0, 4 }), tensors,
            (PublicMap[])[.. Enumerable.Range(0, 8 * layers).Select(k => new PublicMap(2 - k % layers % 3, Value(random, k), Placement(random, 0)))],
            (TileMap[])[.. Enumerable.Range(0, 8 * layers).Select(k => new TileMap(2 - k % layers % 3, k % 4 == 0 ? -3 : 1, Placement(random, 2)))],
            (InputPort[])[new("x", new[] { 4 }, 1, new[] { 1 })],
            (OutputPort[])[new("a", new[] { 2 }, 3, 4, 0, 0.25, 2), new("b \"quoted\" */ {0}\n", new[] { words - 1 }, 4, 4, -8, 1e-3, 1)]);
    }

    /// <summary>The same, with so many words of an input committed to.</summary>
    public static CircuitDescription Committing(int seed, int count = 4)
    {
        var circuit = Random(seed);
        var words = new CellTensor("words", "", $"{count}", Gadget.Reveal, 0, 0, 0, 40 * circuit.Size.Lanes, count, 0);
        return circuit with
        {
            Disclosure = new(Visibility.Committed, Visibility.Public, OutputForm.Full),
            Tensors = (CellTensor[])[.. circuit.Tensors, words],
            PackedInputs = (OutputPort[])[new("x", new[] { count }, circuit.Tensors.Count, 4, 0, 1, 1)],
        };
    }

    /// <summary>The same, with committed weights, too.</summary>
    public static CircuitDescription SendingWeights(int seed)
    {
        var circuit = Committing(seed);
        return circuit with { Disclosure = circuit.Disclosure with { Weights = Visibility.Committed } };
    }

    private static string Value(Random random, int k) => k switch
    {
        0 => "-16",
        1 => (System.Numerics.BigInteger.One << 240).ToString(CultureInfo.InvariantCulture),
        2 => "0",
        _ => random.Next(-5, 6).ToString(CultureInfo.InvariantCulture),
    };

    private static Placement Placement(Random random, int tileStep)
    {
        var factors = Enumerable.Range(0, random.Next(4)).Select(_ => new Factor((Run[])[.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Run(random, tileStep))])).ToArray();
        return new(random.Next(500, 600), random.Next(500, 600), tileStep > 0 ? random.Next(100, 140) : 0, factors);
    }

    private static Run Run(Random random, int tileStep) => new(
        random.Next(-9, 10), random.Next(-9, 10), tileStep > 0 ? random.Next(-3, 4) : 0, random.Next(1, 9),
        random.Next(-4, 12), random.Next(-2, 6), tileStep > 0 ? random.Next(-1, tileStep) : 0);
}
