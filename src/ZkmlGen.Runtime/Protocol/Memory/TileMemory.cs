using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Vectors of the tile side.</summary>
internal sealed class TileMemory : IDisposable
{
    public TileMemory(Dimensions size, Vectors vectors)
    {
        var length = size.TileRows + 1 + ColumnMap.MaskLength;
        RowSums = vectors.Rent(size.TileInputs, size.TileRows + 1);
        Polynomial = vectors.Rent(length);
        Geometry = vectors.Rent(length);
        LogTransform = Math.Max(3, BitOperations.Log2((uint)(2 * length - 1)) + 1);
        Transforms = vectors.Rent(2, 1 << LogTransform);
        Sums = new NativeBuffer<Fr>(checked(size.TileRows * size.TileInputs));
    }

    /// <summary>sum_p b^p W_(p c + j), one vector per j, N_T' coefficients.</summary>
    public FrVector[] RowSums { get; }
    /// <summary>The same for inference code: entry t c + j.</summary>
    public NativeBuffer<Fr> Sums { get; }
    /// <summary>T', N_T' + 8 coefficients.</summary>
    public FrVector Polynomial { get; }
    /// <summary>e, as many coefficients.</summary>
    public FrVector Geometry { get; }
    /// <summary>log2 of the size at which e(X) T'(1/X) does not wrap around.</summary>
    public int LogTransform { get; }
    /// <summary>Two vectors of that size.</summary>
    public FrVector[] Transforms { get; }

    public void Dispose() => Sums.Dispose();
}
