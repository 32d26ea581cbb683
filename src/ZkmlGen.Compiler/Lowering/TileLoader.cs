using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Materialises the weight columns from the model's bytes: what generated code does, written plainly.</summary>
public static class TileLoader
{
    /// <summary>N_T x K entries: (tile t, output p, input r) at (t a + p) c + r.</summary>
    /// <param name="size">Tile shape and number of tile rows.</param>
    /// <param name="weights">The matrices.</param>
    /// <param name="read">The bytes of the model file (null) or of an external data file.</param>
    public static int[] Load(Dimensions size, IReadOnlyList<WeightMatrix> weights, Func<string?, byte[]> read)
    {
        var tiles = new int[size.TileRows * size.WeightColumns];
        Parallel.For(0, weights.Count, i => Fill(size, weights[i], read, tiles));
        return tiles;
    }

    private static void Fill(Dimensions size, WeightMatrix matrix, Func<string?, byte[]> read, int[] tiles)
    {
        var element = Reader(matrix.Source, read);
        var blocks = WeightIndex.Offsets(matrix.BlockAxes);
        var outputs = WeightIndex.Offsets(matrix.OutputAxes);
        var inputs = WeightIndex.Offsets(matrix.InputAxes);
        var (a, c) = (size.TileOutputs, size.TileInputs);
        var side = Math.Min(a, c);
        var outputChunks = matrix.Diagonal ? Divide(outputs.Length, side) : Divide(outputs.Length, a);
        var inputChunks = matrix.Diagonal ? 1 : Divide(inputs.Length, c);
        for (var block = 0; block < blocks.Length; block++)
        for (var o = 0; o < outputs.Length; o++)
        {
            var factor = WeightIndex.Factor(matrix, block, o);
            for (var i = matrix.Diagonal ? o : 0; i < (matrix.Diagonal ? o + 1 : inputs.Length); i++)
            {
                var (co, p) = matrix.Diagonal ? (o / side, o % side) : (o / a, o % a);
                var (ci, r) = matrix.Diagonal ? (0, p) : (i / c, i % c);
                var tile = matrix.FirstTile + (block * inputChunks + ci) * outputChunks + co;
                tiles[(tile * a + p) * c + r] = WeightIndex.Round(element(blocks[block] + outputs[o] + inputs[i]), factor, matrix);
            }
        }
    }

    // Stored numbers are converted to single precision, as the importer does.
    private static Func<int, double> Reader(WeightSource source, Func<string?, byte[]> read)
    {
        if (source.Inline.Count > 0)
        {
            var inline = source.Inline.Items;
            return element => inline[element];
        }
        var bytes = read(source.File);
        var start = checked((int)source.Offset);
        return source.Type switch
        {
            ElementType.Float32 => element => BitConverter.ToSingle(bytes, start + 4 * element),
            ElementType.Float64 => element => (float)BitConverter.ToDouble(bytes, start + 8 * element),
            ElementType.Float16 => element => Half(BitConverter.ToUInt16(bytes, start + 2 * element)),
            ElementType.Int64 => element => (float)BitConverter.ToInt64(bytes, start + 8 * element),
            _ => element => (float)BitConverter.ToInt32(bytes, start + 4 * element),
        };
    }

    private static double Half(ushort bits)
    {
        var (exponent, fraction) = ((bits >> 10) & 31, bits & 1023);
        var magnitude = exponent == 0 ? fraction * Math.Pow(2, -24) : (1024 + fraction) * Math.Pow(2, exponent - 25);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    private static int Divide(int value, int by) => (value + by - 1) / by;
}
