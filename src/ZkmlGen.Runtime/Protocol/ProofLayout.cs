using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>
/// Where everything is in a proof: the bytes of steps 1 to 7 of docs/protocol.md, one after the other, then weight commitments, if the key has none. Offsets and
/// lengths in bytes.
/// </summary>
public sealed class ProofLayout(CircuitDescription circuit)
{
    /// <summary>Bytes of a point of G1.</summary>
    public const int PointSize = 64;
    /// <summary>Bytes of a scalar.</summary>
    public const int ScalarSize = 32;

    /// <summary>The columns in order.</summary>
    public ColumnMap Columns { get; } = ColumnMap.Of(circuit);

    /// <summary>c', after S.</summary>
    public int Claim => Columns.T0 * PointSize;
    /// <summary>The values at zeta, in the order of <see cref="ColumnMap.Evaluated"/>.</summary>
    public int Evaluations => Point(Columns.Sent);
    /// <summary>u.</summary>
    public int U => Evaluations + Columns.Evaluations * ScalarSize;
    /// <summary>v.</summary>
    public int V => U + ScalarSize;
    /// <summary>hint.</summary>
    public int Hint => V + ScalarSize;
    /// <summary>W.</summary>
    public int W => Hint + ScalarSize;
    /// <summary>W2.</summary>
    public int W2 => W + PointSize;
    /// <summary>W_0, W_1, .., as many as the proof carries.</summary>
    public int Weights => W2 + PointSize;
    /// <summary>Length of a proof.</summary>
    public int Length => Weights + circuit.SentWeights * PointSize;

    /// <summary>The commitment of a column that the proof sends.</summary>
    public int Point(int column) => column * PointSize + (column >= Columns.T0 ? ScalarSize : 0);

    /// <summary>Where the bytes of a step (1 to 7) start; step 8 is behind them.</summary>
    public int Start(int step) => step switch
    {
        1 or 2 or 3 or 4 => Point(Columns.SentBy(step).First),
        5 => Evaluations,
        6 => W,
        7 => W2,
        8 => Weights,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>What a step absorbs: its bytes of the proof.</summary>
    public ReadOnlySpan<byte> Message(int step, ReadOnlySpan<byte> proof) => proof[Start(step)..Start(step + 1)];
}
