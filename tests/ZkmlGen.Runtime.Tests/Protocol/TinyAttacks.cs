using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Soundness;

namespace ZkmlGen.Runtime.Tests.Protocol;

using static Attack;

/// <summary>Attacks on the tiny network: every kind of cell and of column, each with the exact relations that it breaks.</summary>
internal sealed class TinyAttacks(TinyNetwork network, float[] image)
{
    private const string One = "check fold 1", Two = "check fold 2", Lookup = "check lookup";
    private const int Unit = 1 << TinyNetwork.RemainderBits;

    private int Lanes => network.Description.Size.Lanes;
    private int Active => network.Description.Size.ActiveRows;
    private int Last => network.Description.Size.Rows - 1;
    private int Pixel => network.Input + 5;
    /// <summary>A cell with y > 0 in the last phase.</summary>
    private int Positive => Hidden(cell => cell.Y > 0);
    /// <summary>A cell with y = 0 and n > 0 in the last phase.</summary>
    private int Negative => Hidden(cell => cell.N > 0);
    /// <summary>The lane behind the last cell of the hidden layer.</summary>
    private int Unused => network.Hidden + 32;
    private string Split(int address) => $"split{address % Lanes}";

    public IEnumerable<Attack> All() => [.. OnCells(), .. OnStatement(), .. OnLookups(), .. OnFolds(), .. OnTiles()];

    /// <summary>Freedom that the protocol leaves: these are accepted.</summary>
    public IEnumerable<Attack> Harmless() =>
    [
        OnCell("r' of an unused row", network.Free - Lanes, _ => (0, 0, 9)),
        OnCell("n and r' of an input cell that is 0", network.Input + 9, _ => (0, 5, 9)),
        OnStep("blinding rows of A, Z, Q", 3, state =>
        {
            for (var column = state.Map.A; column <= state.Map.Q; column++) Blinding.Fill(state, column, Active + 1);
        }),
        OnStep("mask coefficient m_5", 2, state => Add(state, state.Map.Mask, 5, 7)),
        OnStep("where the quotient is cut", 4, state =>
        {
            Add(state, state.Map.T0, state.Size.Rows, 7);
            Add(state, state.Map.T1, 0, -7);
        }),
    ];

    private IEnumerable<Attack> OnCells() =>
    [
        OnCell("the input out of range", Pixel, cell => (1 << TinyNetwork.InputBits, cell.N, cell.R), Lookup),
        OnCell("the constant one is 2", 0, cell => (1, cell.N, cell.R), Lookup),
        OnCell("y + 1, n + 1", Positive, cell => (cell.Y + 1, cell.N + 1, cell.R), Split(Positive)),
        OnCell("y + 1", Positive, cell => (cell.Y + 1, cell.N, cell.R), One),
        OnCell("n + 1 where y = 0", Negative, cell => (0, cell.N + 1, cell.R), One),
        OnCell("y as a negative n", Positive, cell => (0, -cell.Y, cell.R), Lookup),
        OnCell("r' changed in its range", Positive, cell => (cell.Y, cell.N, (cell.R + 4) % Unit), One),
        OnCell("y + 1, r' - 2^m", Positive, cell => (cell.Y + 1, cell.N, cell.R - Unit), Lookup),
        OnCell("y - 1, r' + 2^m", Positive, cell => (cell.Y - 1, cell.N, cell.R + Unit), Lookup),
        OnCell("pooled value one larger", Negative, cell => (1, 0, cell.R), One),
        OnCell("dense output one larger", network.Dense, cell => (cell.Y + 1, cell.N, cell.R), One),
        OnCell("y of the reveal cell", network.Reveal, cell => (1, cell.N, cell.R), Lookup),
        OnCell("unused lane of a requant row", Unused, cell => (1, cell.N, cell.R), One),
    ];

    private IEnumerable<Attack> OnStatement() =>
    [
        OnStep("public word", 0, state => state.Words[0] += Fr.One, One),
        OnStep("input one larger, its cell only", 1, state => state.Cells[state.Map.Y(Pixel % Lanes)][Pixel / Lanes]++, Lookup, One),
    ];

    private IEnumerable<Attack> OnLookups() =>
    [
        OnStep("multiplicity", 1, state => state.Cells[state.Map.Mult][20]++, Lookup),
        OnStep("multiplicity hidden on the end row", 1, state =>
        {
            state.Cells[state.Map.Mult][0]--;
            var blinding = state.Cells.Blinding[state.Map.Mult];
            blinding[0] += Fr.One;
        }, Lookup),
        OnStep("helper h", 2, state => Add(state, state.Map.H(0), 5, 1), "helper0", Lookup),
        OnStep("helper h on the end row", 2, state => Add(state, state.Map.H(0), Active, 1), "helper0"),
        OnStep("helper h moved between rows", 2, state => Move(state, state.Map.H(0)), "helper0"),
        OnStep("hT moved between rows", 2, state => Move(state, state.Map.TableHelper), "table"),
        OnStep("table helper hT", 2, state => Add(state, state.Map.TableHelper, 5, 1), "table", Lookup),
    ];

    private IEnumerable<Attack> OnFolds() =>
    [
        OnStep("U", 2, state => AddU(state, Pixel, 1), One, Two),
        OnStep("U of a cell whose act is 0", 2, state => AddU(state, network.Free, 1), Two),
        OnStep("two U, sum act U unchanged", 2, state =>
        {
            AddU(state, Pixel, (long)image[7]);
            AddU(state, Pixel + 2, -(long)image[5]);
        }, Two),
        OnStep("reserved cell", 2, state => Add(state, state.Map.U(0), Last, 1), Two),
        OnStep("mask coefficient m_4", 2, state => Add(state, state.Map.Mask, ColumnMap.MaskPivot, 7), Two),
        OnStep("A", 3, state => Add(state, state.Map.A, 40, 1), "A"),
        OnStep("A on the end row", 3, state => Add(state, state.Map.A, Active, 1), "A"),
        OnStep("Z", 3, state => Add(state, state.Map.Z, 40, 1), "Z"),
        OnStep("Q", 3, state => Add(state, state.Map.Q, 40, 1), "Q"),
        OnStep("Q and A on row 0, to match", 3, state =>
        {
            Add(state, state.Map.Q, 0, 1);
            Add(state, state.Map.A, 0, 1);
        }, "A", "Q"),
    ];

    private IEnumerable<Attack> OnTiles() =>
    [
        OnStep("c'", 3, state => state.Claim += Fr.One, Two),
        OnStep("S", 3, state => Add(state, state.Map.S, 3, 1)),
        OnStep("quotient chunk t_0", 4, state => Add(state, state.Map.T0, 3, 1)),
        OnStep("quotient chunk t_1", 4, state => Add(state, state.Map.T1, 3, 1)),
        OnStep("another T, c' and S to match", 3, state =>
        {
            Add(state, state.Map.Tiles, 3, 1);
            TileArgument.Fold(state);
        }, Two),
        OnStep("c' so that the check row holds", 3, Forging.Cancel) with { Cells = new() { [Positive] = cell => (cell.Y + 1, cell.N, cell.R) } },
    ];

    private static void Move(ProverState state, int column)
    {
        Add(state, column, 5, 1);
        Add(state, column, 6, -1);
    }

    private void AddU(ProverState state, int address, long delta) => Add(state, state.Map.U(address % Lanes), address / Lanes, delta);

    private int Hidden(Func<(int Y, int N), bool> condition)
    {
        var circuit = network.Circuit();
        using var inference = new ZkInference(circuit, circuit.Files);
        var trace = inference.Run([image]);
        for (var address = network.Hidden + 24; ; address++)
        {
            if (condition((trace.Y[address], trace.N[address]))) return address;
        }
    }
}
