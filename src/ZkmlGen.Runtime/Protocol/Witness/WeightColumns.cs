using System.Security.Cryptography;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The quantised weights: as tiles, for inference, and column by column, for the tile side.</summary>
internal sealed class WeightColumns : IDisposable
{
    private readonly NativeBuffer<int> tiles;
    private readonly NativeBuffer<int> columns;

    private WeightColumns(Dimensions size)
    {
        (Rows, Count) = (size.TileRows, size.WeightColumns);
        tiles = new NativeBuffer<int>(checked(Rows * Count));
        columns = new NativeBuffer<int>(Rows * Count);
    }

    /// <summary>N_T.</summary>
    public int Rows { get; }
    /// <summary>K.</summary>
    public int Count { get; }
    /// <summary>Entry (p, j) of tile t at (t a + p) c + j.</summary>
    public ReadOnlySpan<int> Tiles => tiles.Span;
    /// <summary>W_k without its blinding coefficient.</summary>
    public ReadOnlySpan<int> this[int k] => columns.Part(k, Rows);

    /// <summary>All columns from row start of column k on, one after the other.</summary>
    public ReadOnlySpan<int> From(int k, int start) => columns.Span[(k * Rows + start)..];

    /// <summary>Reads and quantises the weights.</summary>
    /// <exception cref="InvalidDataException">The model file is not the one that the circuit was made from.</exception>
    public static WeightColumns Load(ZkCircuit circuit, ModelFiles files)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(files.Read(null))) != circuit.ModelDigest)
        {
            throw new InvalidDataException($"The model file of '{circuit.Description.Name}' is not the one that its code was generated from: build again.");
        }
        var weights = new WeightColumns(circuit.Description.Size);
        circuit.LoadWeights(files, weights.tiles.Span);
        weights.Transpose();
        return weights;
    }

    /// <summary>Zeros.</summary>
    public static WeightColumns Zero(Dimensions size)
    {
        var weights = new WeightColumns(size);
        weights.columns.Span.Clear();
        weights.tiles.Span.Clear();
        return weights;
    }

    private void Transpose()
    {
        var source = tiles.Span;
        for (var k = 0; k < Count; k++)
        {
            var column = columns.Part(k, Rows);
            for (var t = 0; t < Rows; t++) column[t] = source[t * Count + k];
        }
    }

    public void Dispose()
    {
        tiles.Dispose();
        columns.Dispose();
    }
}
