using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>Lays tensors out and cuts matrices into tiles, for circuits that tests write by hand.</summary>
internal sealed class CircuitBuilder(int lanes, int tileOutputs, int tileInputs)
{
    private readonly List<CellTensor> tensors = [];
    private readonly List<PublicMap> publicMaps = [];
    private readonly List<TileMap> tileMaps = [];
    private readonly List<int> tiles = [];
    private int next;

    public int[] Tiles => [.. tiles];

    /// <summary>A tensor at the next address, or at the next row if its gadget is not that of the one before; returns its index.</summary>
    public int Tensor(string name, Gadget gadget, int shift, int low, int bits, int size)
    {
        var joins = tensors.Count > 0 && tensors[^1] is var last
            && (last.Gadget, last.Shift, last.Low, last.Bits) == (gadget, shift, low, bits) && gadget != Gadget.Reveal;
        if (!joins) next = (next + lanes - 1) / lanes * lanes;
        tensors.Add(new CellTensor(name, gadget.ToString(), size.ToString(CultureInfo.InvariantCulture), gadget, shift, low, bits, next, size, 0));
        next += gadget == Gadget.Reveal ? size * lanes : size;
        return tensors.Count - 1;
    }

    public int Address(int tensor) => tensors[tensor].Address;

    /// <summary>Places a matrix [outputs][inputs] at spots (output offset, input address, loops of (count, output step, input step)).</summary>
    public void Place(int tensor, int[][] matrix, params (int Output, int Input, (int Count, int Output, int Input)[] Loops)[] spots)
    {
        var first = tiles.Count / (tileOutputs * tileInputs);
        var (outputs, inputs) = ((matrix.Length + tileOutputs - 1) / tileOutputs, (matrix[0].Length + tileInputs - 1) / tileInputs);
        for (var i = 0; i < inputs; i++)
        for (var o = 0; o < outputs; o++)
        for (var k = 0; k < tileOutputs * tileInputs; k++)
        {
            tiles.Add(Entry(matrix, o * tileOutputs + k / tileInputs, i * tileInputs + k % tileInputs));
        }
        foreach (var (output, input, loops) in spots)
        {
            var chunks = Loop(new Run(0, 0, 0, inputs, 0, tileInputs, outputs));
            var rest = Loop(new Run(0, 0, 0, outputs, tileOutputs, 0, 1));
            tileMaps.Add(new TileMap(tensor, 1, new Placement(Address(tensor) + output, input, first, new Factor[] { chunks, rest }.Concat(loops.Select(Loop)).ToArray())));
        }
    }

    /// <summary>Equal entries at (output offset, input address) and along loops.</summary>
    public void Map(int tensor, BigInteger value, int output, int input, params (int Count, int Output, int Input)[] loops) => publicMaps.Add(new PublicMap(
        tensor, value.ToString(CultureInfo.InvariantCulture), new Placement(Address(tensor) + output, input, 0, loops.Select(Loop).ToArray())));

    /// <summary>2^(s-1) - 2^s low, from the constant cell to all cells of a requant tensor.</summary>
    public void Round(int tensor)
    {
        var cells = tensors[tensor];
        Map(tensor, (1 << cells.Shift >> 1) - (cells.Low << cells.Shift), 0, 0, (cells.Size, 1, 0));
    }

    public CircuitDescription Build(string name, int logRows, Ranges ranges, InputPort input, params OutputPort[] outputs) => new(
        name, new Dimensions(logRows, lanes, tileOutputs, tileInputs, tiles.Count / (tileOutputs * tileInputs)), ranges,
        tensors.ToArray(), publicMaps.ToArray(), tileMaps.ToArray(), new[] { input }, outputs);

    private static Factor Loop((int Count, int Output, int Input) loop) => Loop(new Run(0, 0, 0, loop.Count, loop.Output, loop.Input, 0));

    private static Factor Loop(Run run) => new(new[] { run });

    private static int Entry(int[][] matrix, int row, int column) => row < matrix.Length && column < matrix[0].Length ? matrix[row][column] : 0;
}
