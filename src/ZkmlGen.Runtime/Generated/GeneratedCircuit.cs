using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// What generated circuits have in common: the arithmetic behind their loops, for any model. The generated class holds the structure (which cells,
/// which tiles, which scales) as code and constants.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class GeneratedCircuit : ZkCircuit
{
    /// <summary>1.</summary>
    protected static Fr One => Fr.One;

    /// <summary>An entry of a public map.</summary>
    protected static Fr Integer(long value) => Fr.FromInt64(value);

    /// <summary>An entry of a public map that is too long for 64 bits, decimal.</summary>
    protected static Fr Integer(string digits) => Fr.FromBigInteger(BigInteger.Parse(digits, CultureInfo.InvariantCulture));

    /// <summary>So many zeros.</summary>
    protected static Span<Fr> Sums(int count) => new Fr[count];

    /// <summary>A vector of one value.</summary>
    protected static ReadOnlySpan<Fr> Single(in Fr value) => new[] { value };
}
