using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>3 inputs, dense to 2 with biases, revealed in one word: 8 weights, one to a tile.</summary>
internal sealed class DenseNetwork
{
    private const int Inputs = 3, Outputs = 2, ValueBits = 6, InputBits = 2, RemainderBits = 4, Low = -32;

    public DenseNetwork(int seed)
    {
        var random = new Random(seed);
        var builder = new CircuitBuilder(1, 1, 1);
        builder.Tensor("one", Gadget.One, 0, 0, 0, 1);
        var input = builder.Tensor("x", Gadget.Input, 0, 0, InputBits, Inputs);
        var output = builder.Tensor("dense", Gadget.Requant, 1, Low, ValueBits, Outputs);
        var reveal = builder.Tensor("reveal", Gadget.Reveal, 0, 0, 0, 1);
        int[][] Matrix(int columns) => [.. Enumerable.Range(0, Outputs).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(-5, 6)).ToArray())];
        builder.Place(output, Matrix(Inputs), (0, builder.Address(input), []));
        builder.Place(output, Matrix(1), (0, 0, []));
        builder.Round(output);
        for (var k = 0; k < Outputs; k++)
        {
            builder.Map(reveal, BigInteger.One << ValueBits * k, 0, builder.Address(output) + k);
            builder.Map(reveal, -((BigInteger)Low << ValueBits * k), 0, 0);
        }
        Tiles = builder.Tiles;
        Description = builder.Build(
            "Dense", 7, new Ranges(ValueBits, RemainderBits, new[] { 0, InputBits, RemainderBits, ValueBits }),
            new InputPort("x", new[] { Inputs }, input, new[] { 1 }), new OutputPort("y", new[] { Outputs }, reveal, ValueBits, Low, 1, Outputs));
    }

    public CircuitDescription Description { get; }
    public int[] Tiles { get; }

    public InterpretedCircuit Circuit() => new(Description, Tiles);

    public static float[] Vector(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Inputs).Select(_ => (float)random.Next(1 << InputBits))];
    }
}
