using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The gadgets' fixed columns of a circuit description, section 2. Generated code holds the same as constants.</summary>
internal static class GadgetColumns
{
    /// <summary>Fills columns that come zeroed, one entry per row.</summary>
    public static void Fill(CircuitDescription circuit, in FixedColumns columns)
    {
        foreach (var tensor in circuit.Tensors)
        {
            var (first, count) = Rows(tensor, circuit.Size.Lanes);
            columns.P.Slice(first, count).Fill(tensor.Gadget == Gadget.Requant ? 1 << tensor.Shift : 0);
            columns.Lo.Slice(first, count).Fill(tensor.Gadget == Gadget.One ? 1 : tensor.Low);
            columns.Tag.Slice(first, count).Fill(circuit.Ranges.Tag(tensor.Bits));
            if (tensor.Gadget != Gadget.Square) continue;
            columns.Square.Slice(first, count).Fill(1);
            columns.SquareScale.Slice(first, count).Fill(1 << tensor.Shift);
        }
    }

    private static (int First, int Count) Rows(CellTensor tensor, int lanes)
    {
        var first = tensor.Address / lanes;
        return (first, tensor.Gadget == Gadget.Reveal ? tensor.Size : (tensor.Address + tensor.Size + lanes - 1) / lanes - first);
    }
}
