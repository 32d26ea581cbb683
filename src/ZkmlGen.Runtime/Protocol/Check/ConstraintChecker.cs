using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// Checks a trace row by row over the integers, straight from the circuit description: every relation of docs/protocol.md, section 2, and
/// pre = L act with all placements enumerated. Its cost grows with the multiply-accumulates of the model: for finding faults, not for proving.
/// </summary>
public sealed class ConstraintChecker
{
    /// <summary>Faults that are reported at most.</summary>
    public const int MaximumFaults = 20;

    private readonly CircuitDescription circuit;
    private readonly ColumnMap map;
    private readonly LookupTable table;
    private readonly CellOwners owners;
    private readonly List<ConstraintFault> faults = [];
    private int row, lane;

    private ConstraintChecker(CircuitDescription circuit)
    {
        this.circuit = circuit;
        map = ColumnMap.Of(circuit);
        table = new LookupTable(circuit.Ranges);
        owners = new CellOwners(circuit);
    }

    /// <summary>Infers and checks; empty if every constraint holds.</summary>
    /// <exception cref="ZkRangeException">The inference itself finds a value out of range.</exception>
    public static IReadOnlyList<ConstraintFault> Check(ZkCircuit circuit, ModelFiles files, ReadOnlySpan<float[]> inputs)
    {
        using var inference = new ZkInference(circuit, files);
        var trace = inference.Run(inputs);
        return Check(circuit, inference.Weights.Tiles, trace, inference.PublicWords(trace.Act));
    }

    internal static IReadOnlyList<ConstraintFault> Check(ZkCircuit circuit, ReadOnlySpan<int> tiles, in Trace trace, ReadOnlySpan<BigInteger> words)
    {
        using var columns = new FixedTrace(circuit);
        var checker = new ConstraintChecker(circuit.Description);
        checker.CheckRows(columns, trace, LinearMaps.Apply(circuit.Description, tiles, trace.Act), words);
        return checker.faults;
    }

    private void CheckRows(FixedTrace columns, in Trace trace, BigInteger[] sums, ReadOnlySpan<BigInteger> words)
    {
        var revealRows = RevealRows.Of(circuit);
        // What a commitment adds to a cell is a matter of the commitment.
        var committed = circuit.Commitments.SelectMany(group => Enumerable.Range(0, group.Count).Select(t => group.Address + t * group.Step)).ToHashSet();
        for (row = 0; row < circuit.Size.ActiveRows; row++)
        {
            var gadget = RowGadget.Read(columns, map, row);
            lane = 0;
            Expect(gadget == owners.Gadget(row), "fixed columns", $"the row has {gadget}, its layer needs {owners.Gadget(row)}");
            for (lane = 0; lane < circuit.Size.Lanes; lane++)
            {
                var address = row * circuit.Size.Lanes + lane;
                var reveal = lane == 0 ? Array.IndexOf(revealRows, row) : -1;
                var cell = (trace.Y[address], trace.N[address], trace.R[address]);
                CheckCell(gadget, cell, owners.IsRead(address), trace.Act[address]);
                if (!committed.Contains(address)) CheckLinear(gadget, cell, sums[address], reveal < 0 ? BigInteger.Zero : words[reveal]);
            }
        }
    }

    private void CheckCell(RowGadget gadget, (int Y, int N, int R) cell, bool isRead, int act)
    {
        var (y, n, r) = cell;
        var expected = (long)y + gadget.Low + (gadget.Square != 0 ? n : 0);
        Expect(!isRead || act == expected, "act", $"act is {act}, y, n and lo give {expected}");
        Expect(table.Row(gadget.Tag, y + n) >= 0, "range", $"y + n = {y + n} is not in the table of {circuit.Ranges.TableWidths[gadget.Tag]} bits");
        Expect(table.Row(table.RemainderTag, r) >= 0, "remainder", $"r' = {r} is not in [0, 2^{circuit.Ranges.RemainderBits})");
        Expect(IsSplit(gadget, cell), "split", $"y = {y}, n = {n}, r' = {r}");
    }

    /// <summary>y n = 0; for squares 2^m n^2 = D (2^m (y + n) + r' - 2^(m-1)).</summary>
    private bool IsSplit(RowGadget gadget, (int Y, int N, int R) cell)
    {
        if (gadget.Square == 0) return cell.Y == 0 || cell.N == 0;
        var unit = BigInteger.One << circuit.Ranges.RemainderBits;
        var right = gadget.SquareScale * (unit * (cell.Y + cell.N) + cell.R - unit / 2);
        return unit * cell.N * cell.N == right;
    }

    /// <summary>2^m (L act) = P (2^m (y - n) + r') + 2^m q n + 2^m PI.</summary>
    private void CheckLinear(RowGadget gadget, (int Y, int N, int R) cell, BigInteger sum, BigInteger word)
    {
        var unit = BigInteger.One << circuit.Ranges.RemainderBits;
        var scaled = gadget.P * (unit * (cell.Y - cell.N) + cell.R) + unit * (gadget.Square * cell.N + word);
        Expect(unit * sum == scaled, "linear", $"the linear maps give {sum}, the cell says {(double)scaled / (double)unit}");
    }

    private void Expect(bool holds, string constraint, string detail)
    {
        if (holds || faults.Count == MaximumFaults) return;
        var (layer, cell) = owners.Find(row * circuit.Size.Lanes + lane);
        faults.Add(new ConstraintFault(constraint, row, lane, layer, cell, detail));
    }
}
