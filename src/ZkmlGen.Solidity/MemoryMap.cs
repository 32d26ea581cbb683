using ZkmlGen.Circuit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Solidity;

/// <summary>The part of the contract's memory that depends on the circuit: regions from <see cref="Regions"/> on, used one after the other.</summary>
internal sealed class MemoryMap(CircuitDescription circuit, ColumnMap columns)
{
    /// <summary>Bytes of a word.</summary>
    public const int Word = 32;
    /// <summary>Bytes of a row of which Check 3 needs a denominator: omega^i, zeta - omega^i, product of what comes before.</summary>
    public const int Denominator = 3 * Word;
    /// <summary>AT_STATE, AT_DENOMINATORS, AT_ALPHAS of the template.</summary>
    public const int Regions = 0x1400;
    /// <summary>AT_FIRST_REVEAL of the template: five rows from n on come first.</summary>
    public const int FirstReveal = Regions + 5 * Denominator;

    private const int Pairing = 12 * Word;
    private const int StepHead = 4 * Word;

    /// <summary>alpha^j.</summary>
    public int Alpha(int power) => Regions + power * Word;

    /// <summary>The scalar of a column; the weights' begin at the virtual column T.</summary>
    public int Scalar(int column) => Alpha(2 * columns.Lanes + 5) + column * Word;

    /// <summary>The scalar of G1.</summary>
    public int One => Scalar(columns.Tiles + circuit.Size.WeightColumns);

    /// <summary>The scalar of W.</summary>
    public int W => One + Word;

    /// <summary>A commitment of the statement: x, y, scalar.</summary>
    public int Commitment(int index) => W + Word + 3 * Word * index;

    /// <summary>The first address that nothing uses, given the end of the geometry's registers.</summary>
    public int End(int geometryEnd)
    {
        var message = StepHead + Math.Max(ProofLayout.PointSize * (3 * columns.Lanes + 1), Word * circuit.PublicValues);
        var weights = ProofLayout.PointSize * circuit.SentWeights;
        int[] ends = [Regions + message, Regions + weights, FirstReveal + Denominator * circuit.PublicWords, geometryEnd, Commitment(columns.Commitments), Regions + Pairing];
        return ends.Max();
    }
}
