using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>6 inputs, dense to 5, squares, dense to 4, requant, reveal in two words.</summary>
internal sealed class SquareNetwork
{
    private const int Inputs = 6, Squares = 5, Outputs = 4, Low = -128, Digits = 3;

    public SquareNetwork(int seed, int lanes = 2)
    {
        var random = new Random(seed);
        var builder = new CircuitBuilder(lanes, 2, 3);
        builder.Tensor("one", Gadget.One, 0, 0, 0, 1);
        var input = builder.Tensor("x", Gadget.Input, 0, -4, InputBits, Inputs);
        var square = builder.Tensor("square", Gadget.Square, 5, 0, ValueBits, Squares);
        var output = builder.Tensor("dense", Gadget.Requant, 2, Low, ValueBits, Outputs);
        var reveal = builder.Tensor("reveal", Gadget.Reveal, 0, 0, 0, 2);
        int[][] Matrix(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(-3, 4)).ToArray())];
        builder.Place(square, Matrix(Squares, Inputs), (0, builder.Address(input), []));
        builder.Place(square, Matrix(Squares, 1), (0, 0, []));
        builder.Place(output, Matrix(Outputs, Squares), (0, builder.Address(square), []));
        builder.Round(output);
        for (var k = 0; k < Outputs; k++)
        {
            builder.Map(reveal, BigInteger.One << ValueBits * (k % Digits), k / Digits * lanes, builder.Address(output) + k);
            builder.Map(reveal, -((BigInteger)Low << ValueBits * (k % Digits)), k / Digits * lanes, 0);
        }
        (Square, Tiles) = (builder.Address(square), builder.Tiles);
        Description = builder.Build(
            "Squares", 9, new Ranges(ValueBits, RemainderBits, new[] { 0, InputBits, RemainderBits, ValueBits }),
            new InputPort("x", new[] { Inputs }, input, new[] { 1 }), new OutputPort("z", new[] { Outputs }, reveal, ValueBits, Low, 1, Digits));
    }

    public const int InputBits = 3, RemainderBits = 6, ValueBits = 8;

    public CircuitDescription Description { get; }
    public int[] Tiles { get; }
    public int Square { get; }

    public InterpretedCircuit Circuit() => new(Description, Tiles);

    public static float[] Vector(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Inputs).Select(_ => (float)random.Next(-4, 4))];
    }
}
