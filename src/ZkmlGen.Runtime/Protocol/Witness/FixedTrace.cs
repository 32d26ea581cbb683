using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The fixed columns as integers, N entries each, in the order of <see cref="ColumnMap"/>: P, lo, tag, (q, D), Ttag, Tval.</summary>
internal sealed class FixedTrace : IDisposable
{
    private readonly NativeBuffer<int> values;
    private readonly int rows;

    public FixedTrace(ZkCircuit circuit)
    {
        var description = circuit.Description;
        var map = ColumnMap.Of(description);
        (rows, Count) = (description.Size.Rows, map.Fixed);
        values = new NativeBuffer<int>(Count * rows);
        circuit.FillFixed(new FixedColumns(
            Column(map.P), Column(map.Lo), Column(map.Tag),
            map.HasSquares ? Column(map.Square) : default, map.HasSquares ? Column(map.SquareScale) : default));
        LookupTable.Fill(description.Ranges, Column(map.TableTag), Column(map.TableValue));

        Span<int> Column(int column) => values.Part(column - map.Sent, rows);
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Fixed column number index.</summary>
    public Span<int> this[int index] => values.Part(index, rows);

    public void Dispose() => values.Dispose();
}
