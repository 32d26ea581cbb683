using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The integer columns y_c, n_c, r_c and mult in the order of the column map: integers in the active rows, field elements in the blinding rows.</summary>
internal sealed class CellMemory : IDisposable
{
    private readonly NativeBuffer<int> values;
    private readonly int rows;

    public CellMemory(Dimensions size, ColumnMap map, Vectors vectors)
    {
        rows = size.Rows;
        Count = map.Mult + 1;
        values = new NativeBuffer<int>(checked(Count * rows));
        Blinding = vectors.Rent(Count, rows - size.ActiveRows);
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Column number column, N rows; the blinding rows are 0.</summary>
    public Span<int> this[int column] => values.Part(column, rows);

    /// <summary>The blinding rows of the columns.</summary>
    public FrVector[] Blinding { get; }

    public void Dispose() => values.Dispose();
}
