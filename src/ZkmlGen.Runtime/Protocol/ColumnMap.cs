using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>
/// Numbers of the committed columns: first those of the proof in the order in which it sends them, then the fixed columns of the key in the order in
/// which its digest takes them, then the weights, which all sums take as one virtual column T, last the committed words of the statement.
/// </summary>
/// <param name="Lanes">w.</param>
/// <param name="HasSquares">The fixed columns q and D exist.</param>
/// <param name="Commitments">Number of commitments in the statement.</param>
public readonly record struct ColumnMap(int Lanes, bool HasSquares, int Commitments = 0)
{
    /// <summary>The columns of a circuit.</summary>
    public static ColumnMap Of(CircuitDescription circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return new(circuit.Size.Lanes, circuit.HasSquares, circuit.Commitments.Count);
    }

    /// <summary>m_4 of the mask is tied to the reserved cell.</summary>
    public const int MaskPivot = 4;
    /// <summary>Coefficients of the tile mask.</summary>
    public const int MaskLength = 8;

    /// <summary>mult.</summary>
    public int Mult => 3 * Lanes;
    /// <summary>hT.</summary>
    public int TableHelper => 5 * Lanes + 1;
    /// <summary>m.</summary>
    public int Mask => 5 * Lanes + 2;
    /// <summary>A.</summary>
    public int A => 5 * Lanes + 3;
    /// <summary>Z.</summary>
    public int Z => 5 * Lanes + 4;
    /// <summary>Q.</summary>
    public int Q => 5 * Lanes + 5;
    /// <summary>S.</summary>
    public int S => 5 * Lanes + 6;
    /// <summary>t_0.</summary>
    public int T0 => 5 * Lanes + 7;
    /// <summary>t_1.</summary>
    public int T1 => 5 * Lanes + 8;
    /// <summary>Number of columns that the proof sends; the first fixed column.</summary>
    public int Sent => 5 * Lanes + 9;
    /// <summary>P.</summary>
    public int P => Sent;
    /// <summary>lo.</summary>
    public int Lo => Sent + 1;
    /// <summary>tag.</summary>
    public int Tag => Sent + 2;
    /// <summary>q, if it exists.</summary>
    public int Square => Sent + 3;
    /// <summary>D, if it exists.</summary>
    public int SquareScale => Sent + 4;
    /// <summary>Ttag.</summary>
    public int TableTag => Sent + (HasSquares ? 5 : 3);
    /// <summary>Tval.</summary>
    public int TableValue => TableTag + 1;
    /// <summary>Number of fixed columns.</summary>
    public int Fixed => HasSquares ? 7 : 5;
    /// <summary>The virtual column T.</summary>
    public int Tiles => Sent + Fixed;
    /// <summary>Number of columns with T and the committed words.</summary>
    public int Count => Tiles + 1 + Commitments;

    /// <summary>E: number of columns whose values at zeta are sent.</summary>
    public int Evaluations => 3 * Lanes + (HasSquares ? 4 : 3);

    /// <summary>Number of claims of step 6.</summary>
    public int Claims => Evaluations + 4;

    /// <summary>x of a commitment of the statement.</summary>
    public int Committed(int index) => Tiles + 1 + index;
    /// <summary>y_c.</summary>
    public int Y(int lane) => lane;
    /// <summary>n_c.</summary>
    public int N(int lane) => Lanes + lane;
    /// <summary>r_c.</summary>
    public int R(int lane) => 2 * Lanes + lane;
    /// <summary>U_c.</summary>
    public int U(int lane) => 3 * Lanes + 1 + lane;
    /// <summary>h_c.</summary>
    public int H(int lane) => 4 * Lanes + 1 + lane;

    /// <summary>The column whose value at zeta is scalar number index of step 5.</summary>
    public int Evaluated(int index) => (index - 3 * Lanes) switch
    {
        < 0 => index,
        0 => Tag,
        1 => Lo,
        2 => TableHelper,
        _ => Square,
    };

    /// <summary>The columns that a step (1 to 4) sends: first and count.</summary>
    public (int First, int Count) SentBy(int step) => step switch
    {
        1 => (0, 3 * Lanes + 1),
        2 => (U(0), 2 * Lanes + 2),
        3 => (A, 4),
        4 => (T0, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Names for messages and files.</summary>
    public string Name(int column)
    {
        foreach (var (first, name) in new[] { (0, "y"), (Lanes, "n"), (2 * Lanes, "r"), (U(0), "U"), (H(0), "h") })
        {
            if (column != Mult && column >= first && column < first + Lanes) return $"{name}_{column - first}";
        }
        if (column == Mult) return "mult";
        string[] sent = ["hT", "m", "A", "Z", "Q", "S", "t_0", "t_1"];
        if (column < Sent) return sent[column - TableHelper];
        string[] constant = HasSquares ? ["P", "lo", "tag", "q", "D", "Ttag", "Tval", "T"] : ["P", "lo", "tag", "Ttag", "Tval", "T"];
        return constant[column - Sent];
    }
}
