using Xunit;

namespace ZkmlGen.Runtime.Tests.Matrices;

/// <summary>Runs of tiles over cells, within the memory and at its ends.</summary>
public sealed class LinearLayerTests
{
    private const int Cells = 60, TileOutputs = 4, TileInputs = 3, Tiles = 12;
    private static readonly int[] tiles = Numbers(1, Tiles * TileOutputs * TileInputs);
    private static readonly int[] act = Numbers(2, Cells);

    private static int[] Numbers(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(int.MinValue, int.MaxValue))];
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 3, 5, 12, 1, 0)] // apart
    [InlineData(1, 5, 7, 2, 3, 6, 5, 2, 0)] // outputs overlap
    [InlineData(1, 30, 40, 11, 1, 4, -7, -3, -2)] // backwards
    [InlineData(-1, 8, 4, 0, 2, 5, 0, 3, 2)] // the same outputs
    [InlineData(1, 20, 4, 0, 12, 4, 5, 3, 0)] // outputs beyond the last cell
    [InlineData(1, 0, 50, 0, 12, 4, 1, 3, 0)] // inputs beyond it
    [InlineData(2, 57, 59, 9, 3, 1, 0, 0, 0)] // both
    public void Tiles_are_added_to_the_cells_that_there_are(
        int value, int output, int input, int tile, int chunks, int count, int outputStep, int inputStep, int tileStep)
    {
        var (pre, expected) = (new long[Cells], new long[Cells]);
        new LinearLayer(tiles, act, pre, TileOutputs, TileInputs).AddTiles(value, output, input, tile, chunks, count, outputStep, inputStep, tileStep);
        for (var k = 0; k < count; k++)
        {
            for (var p = 0; p < chunks * TileOutputs; p++)
            {
                for (var j = 0; j < TileInputs; j++)
                {
                    var (o, i) = (output + k * outputStep + p, input + k * inputStep + j);
                    var entry = tiles[((tile + k * tileStep) * TileOutputs + p) * TileInputs + j];
                    if (o < Cells && i < Cells) expected[o] += value * ((long)entry * act[i]);
                }
            }
        }
        Assert.Equal(expected, pre);
    }

    [Theory]
    [InlineData(-1, 0, 0, 1)]
    [InlineData(61, 0, 0, 1)]
    [InlineData(0, -1, 0, 1)]
    [InlineData(0, 61, 0, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, 0, 10, 3)]
    [InlineData(0, 0, 11, 2)]
    public void What_starts_outside_is_refused(int output, int input, int tile, int chunks) => Assert.ThrowsAny<ArgumentException>(() =>
        new LinearLayer(tiles, act, new long[Cells], TileOutputs, TileInputs).AddTiles(1, output, input, tile, chunks, 1, 0, 0, 0));
}
