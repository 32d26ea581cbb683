using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The fixed columns of one row.</summary>
internal readonly record struct RowGadget(int P, int Low, int Tag, int Square, int SquareScale)
{
    public static RowGadget Read(FixedTrace columns, ColumnMap map, int row)
    {
        int Value(int column) => columns[column - map.Sent][row];
        return new RowGadget(Value(map.P), Value(map.Lo), Value(map.Tag), map.HasSquares ? Value(map.Square) : 0, map.HasSquares ? Value(map.SquareScale) : 0);
    }

    /// <summary>What a tensor's rows have (docs/protocol.md, section 2).</summary>
    public static RowGadget Of(CellTensor tensor, Ranges ranges)
    {
        var tag = ranges.Tag(tensor.Bits);
        return tensor.Gadget switch
        {
            Gadget.One => new RowGadget(0, 1, 0, 0, 0),
            Gadget.Input => new RowGadget(0, tensor.Low, tag, 0, 0),
            Gadget.Requant => new RowGadget(1 << tensor.Shift, tensor.Low, tag, 0, 0),
            Gadget.Square => new RowGadget(0, 0, tag, 1, 1 << tensor.Shift),
            _ => default,
        };
    }
}

/// <summary>Which tensor every cell and every row belongs to.</summary>
internal sealed class CellOwners
{
    private readonly CircuitDescription circuit;
    private readonly int[] tensors;
    private readonly RowGadget[] gadgets;

    public CellOwners(CircuitDescription circuit)
    {
        this.circuit = circuit;
        tensors = new int[circuit.Size.Cells];
        gadgets = new RowGadget[circuit.Size.ActiveRows];
        Array.Fill(tensors, -1);
        for (var index = 0; index < circuit.Tensors.Count; index++)
        {
            var tensor = circuit.Tensors[index];
            for (var i = 0; i < tensor.Size; i++)
            {
                var address = tensor.Address + i * Stride(tensor);
                tensors[address] = index;
                gadgets[address / circuit.Size.Lanes] = RowGadget.Of(tensor, circuit.Ranges);
            }
        }
    }

    public RowGadget Gadget(int row) => gadgets[row];

    /// <summary>True if others may read act of the cell.</summary>
    public bool IsRead(int address) => tensors[address] >= 0 && circuit.Tensors[tensors[address]].Gadget != Circuit.Gadget.Reveal;

    /// <summary>Name of the tensor and index in it.</summary>
    public (string Layer, int Cell) Find(int address)
    {
        if (tensors[address] < 0) return ("unused", address);
        var tensor = circuit.Tensors[tensors[address]];
        return (tensor.Name, (address - tensor.Address) / Stride(tensor));
    }

    private int Stride(CellTensor tensor) => tensor.Gadget == Circuit.Gadget.Reveal ? circuit.Size.Lanes : 1;
}
