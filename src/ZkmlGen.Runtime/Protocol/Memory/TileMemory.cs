using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Vectors of the tile side.</summary>
internal sealed class TileMemory : IDisposable
{
    public TileMemory(CircuitDescription circuit, Vectors vectors)
    {
        var size = circuit.Size;
        RowSums = vectors.Rent(size.TileInputs, size.TileRows + 1);
        Polynomial = vectors.Rent(size.TileRows + 1);
        Geometry = vectors.Rent(Math.Max(size.TileRows, 1));
        var mask = vectors.Rent(ColumnMap.MaskLength);
        mask.Clear();
        mask[ColumnMap.MaskPivot] = Fr.One;
        MaskGeometry = mask;
        Committed = [.. circuit.Commitments.Select(group => vectors.Rent(group.Count + 1))];
        CommittedGeometry = [.. circuit.Commitments.Select(group => vectors.Rent(group.Count))];
        Length = circuit.Commitments.Select(group => group.Count).Append(size.TileRows).Append(ColumnMap.MaskLength).Max() + 1;
        LogTransform = Math.Max(3, BitOperations.Log2((uint)(2 * Length - 1)) + 1);
        Transforms = vectors.Rent(Committed.Length > 0 ? 3 : 2, 1 << LogTransform);
        Sums = new NativeBuffer<Fr>(checked(size.TileRows * size.TileInputs));
    }

    /// <summary>sum_p b^p W_(p c + j), one vector per j, N_T + 1 coefficients.</summary>
    public FrVector[] RowSums { get; }
    /// <summary>The same for inference code: entry t c + j.</summary>
    public NativeBuffer<Fr> Sums { get; }
    /// <summary>T, N_T + 1 coefficients.</summary>
    public FrVector Polynomial { get; }
    /// <summary>e, N_T coefficients.</summary>
    public FrVector Geometry { get; }
    /// <summary>e_m, 8 coefficients: X^4.</summary>
    public FrVector MaskGeometry { get; }
    /// <summary>x and rho of each commitment, k + 1 coefficients.</summary>
    public FrVector[] Committed { get; }
    /// <summary>e_C of each commitment, k coefficients.</summary>
    public FrVector[] CommittedGeometry { get; }
    /// <summary>Coefficients of the longest of T, m and the committed polynomials.</summary>
    public int Length { get; }
    /// <summary>log2 of the size at which products such as e(X) T(1/X) do not wrap around.</summary>
    public int LogTransform { get; }
    /// <summary>Vectors of that size.</summary>
    public FrVector[] Transforms { get; }

    public void Dispose() => Sums.Dispose();
}
