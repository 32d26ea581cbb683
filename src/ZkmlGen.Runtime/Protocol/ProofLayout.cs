using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>Where everything is in a proof: the bytes of steps 1 to 7 of docs/protocol.md, one after the other. Offsets and lengths in bytes.</summary>
public sealed class ProofLayout(ColumnMap columns)
{
    /// <summary>Bytes of a point of G1.</summary>
    public const int PointSize = 64;
    /// <summary>Bytes of a scalar.</summary>
    public const int ScalarSize = 32;

    /// <summary>The layout of a circuit's proofs.</summary>
    public ProofLayout(CircuitDescription circuit) : this(ColumnMap.Of(circuit))
    {
    }

    /// <summary>The columns in order.</summary>
    public ColumnMap Columns { get; } = columns;

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
    /// <summary>Length of a proof.</summary>
    public int Length => W2 + PointSize;

    /// <summary>The commitment of a column that the proof sends.</summary>
    public int Point(int column) => column * PointSize + (column >= Columns.T0 ? ScalarSize : 0);

    /// <summary>Where the bytes of a step (1 to 7) start; step 8 is the end.</summary>
    public int Start(int step) => step switch
    {
        1 or 2 or 3 or 4 => Point(Columns.SentBy(step).First),
        5 => Evaluations,
        6 => W,
        7 => W2,
        8 => Length,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>What a step absorbs: its bytes of the proof.</summary>
    public ReadOnlySpan<byte> Message(int step, ReadOnlySpan<byte> proof) => proof[Start(step)..Start(step + 1)];
}
