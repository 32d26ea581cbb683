using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The fixed columns as integers, N entries each, in the order of <see cref="ColumnMap"/>: P, lo, tag, (q, D), Ttag, Tval.</summary>
internal sealed class FixedTrace : IDisposable
{
    private readonly NativeBuffer<int> values;
    private readonly int rows;

    /// <summary>As the circuit's code fills them.</summary>
    public FixedTrace(ZkCircuit circuit) : this(circuit.Description, (in FixedColumns columns) => circuit.FillFixed(columns))
    {
    }

    /// <summary>As the description says.</summary>
    public FixedTrace(CircuitDescription circuit) : this(circuit, (in FixedColumns columns) => GadgetColumns.Fill(circuit, columns))
    {
    }

    private delegate void Filler(in FixedColumns columns);

    private FixedTrace(CircuitDescription circuit, Filler fill)
    {
        var map = ColumnMap.Of(circuit);
        (rows, Count) = (circuit.Size.Rows, map.Fixed);
        values = new NativeBuffer<int>(Count * rows);
        fill(new FixedColumns(
            Column(map.P), Column(map.Lo), Column(map.Tag),
            map.HasSquares ? Column(map.Square) : default, map.HasSquares ? Column(map.SquareScale) : default));
        LookupTable.Fill(circuit.Ranges, Column(map.TableTag), Column(map.TableValue));

        Span<int> Column(int column) => values.Part(column - map.Sent, rows);
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Fixed column number index.</summary>
    public Span<int> this[int index] => values.Part(index, rows);

    public void Dispose() => values.Dispose();
}
