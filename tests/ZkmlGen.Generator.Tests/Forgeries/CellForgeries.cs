using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Protocol;

namespace ZkmlGen.Generator.Tests.Forgeries;

using static Attack;

/// <summary>For every tensor of a circuit, and every width of its table, cells that are not what they must be; the name says which relations have to notice.</summary>
internal sealed class CellForgeries(CircuitDescription circuit, Random random)
{
    private readonly LookupTable table = new(circuit.Ranges);
    private int Unit => 1 << circuit.Ranges.RemainderBits;

    /// <summary>Forgeries of a cell of each tensor.</summary>
    public IEnumerable<Attack> All() => circuit.Tensors.Items.SelectMany(OfTensor);

    private IEnumerable<Attack> OfTensor(CellTensor tensor)
    {
        var stride = tensor.Gadget == Gadget.Reveal ? circuit.Size.Lanes : 1;
        var address = tensor.Address + stride * random.Next(tensor.Size);
        Attack Change(string what, int y, int n, int r) => OnCell($"{tensor.Name}: {what}", address, cell => (cell.Y + y, cell.N + n, cell.R + r));
        Attack[] relations = tensor.Gadget switch
        {
            Gadget.Requant =>
            [
                Change("y + 1", 1, 0, 0), Change("y + 1, n + 1", 1, 1, 0), Change("n + 1", 0, 1, 0), Change("r' + 1", 0, 0, 1),
                Change("y + 1, r' - 2^m", 1, 0, -Unit), Change("y - 1, r' + 2^m", -1, 0, Unit),
            ],
            Gadget.Square =>
            [
                Change("act + 1", 1, 0, 0), Change("root + 1, act unchanged", -1, 1, 0), Change("r' + 1", 0, 0, 1),
                Change("act + 1, r' - 2^m", 1, 0, -Unit), Change("act - 1, r' + 2^m", -1, 0, Unit),
            ],
            Gadget.Input => [Change("below its range", -(1 << tensor.Bits), 0, 0)],
            _ => [Change("act + 1", 1, 0, 0)],
        };
        return [.. relations, Neighbour(tensor, address)];
    }

    /// <summary>The first value that the cell's table lacks, counted as an entry of the next table.</summary>
    private Attack Neighbour(CellTensor tensor, int address)
    {
        var (value, tag) = (1 << tensor.Bits, circuit.Ranges.Tag(tensor.Bits));
        var attack = OnCell($"{tensor.Name}: value of another table", address, cell => (tensor.Gadget == Gadget.Square ? value - cell.N : value, cell.N, cell.R));
        var next = (tag + 1) % circuit.Ranges.TableWidths.Count;
        var row = table.Row(next, value);
        return row < 0 ? attack : attack.And(1, state => state.Cells[state.Map.Mult][row]++);
    }
}
