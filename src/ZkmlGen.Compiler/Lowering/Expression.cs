using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// A logical tensor as a sum of terms over cells: what every linear operator makes, at no cost. Real value = sum of the terms.
/// </summary>
/// <param name="Shape">Logical shape, row-major.</param>
/// <param name="Terms">The summands; none is zero.</param>
internal sealed record Expression(int[] Shape, IReadOnlyList<Term> Terms)
{
    /// <summary>Number of logical elements.</summary>
    public int Size => Shapes.Count(Shape);

    /// <summary>True if no term waits for a weighted operator: every element is a known combination of cells and constants.</summary>
    public bool IsView => Terms.All(term => term is not WeightedTerm);

    /// <summary>The same terms times a factor.</summary>
    public Expression Times(double factor) => factor == 0 ? new(Shape, []) : new(Shape, [.. Terms.Select(term => term.Times(factor))]);

    /// <summary>The sum of two expressions of one shape.</summary>
    public Expression Plus(Expression other) => new(Shape, [.. Terms, .. other.Terms]);

    /// <summary>The sum with a number.</summary>
    public Expression Plus(double number) =>
        number == 0 ? this : new(Shape, [.. Terms, new ConstantTerm(1, [number], [.. Shape.Select(_ => 1)], null, true)]);
}

/// <summary>A summand of an expression.</summary>
internal abstract record Term
{
    /// <summary>The term times a factor that is not 0.</summary>
    public abstract Term Times(double factor);
}

/// <summary>
/// Gain act[address] 2^-ScaleBits of a block, summed over loops. The address of an element is Offset + sum of one table entry per logical
/// dimension + one step of every loop; where a table says <see cref="AddressTable.Absent"/> the term is 0.
/// </summary>
internal sealed record CellTerm(double Gain, Block Block, int Offset, int[][] Tables, IReadOnlyList<SumLoop> Sums) : Term
{
    /// <inheritdoc/>
    public override Term Times(double factor) => this with { Gain = Gain * factor };

    /// <summary>Real value of one unit of act.</summary>
    public double Unit => Gain * Scales.Power(-Block.ScaleBits);
}

/// <summary>Count cells, Step apart, added up.</summary>
internal readonly record struct SumLoop(int Count, int Step);

/// <summary>
/// Gain times constants that broadcast to the expression's shape (dimensions are full or 1).
/// </summary>
/// <param name="Gain">Factor.</param>
/// <param name="Values">Row-major values of Shape.</param>
/// <param name="Shape">Same rank as the expression.</param>
/// <param name="Source">Where the values stand in the file, if they stand there unchanged.</param>
/// <param name="IsPublic">True for numbers that belong to the operator and not to what the model learned.</param>
internal sealed record ConstantTerm(double Gain, double[] Values, int[] Shape, ConstantSource? Source, bool IsPublic) : Term
{
    /// <inheritdoc/>
    public override Term Times(double factor) => this with { Gain = Gain * factor };

    /// <summary>The sum of terms, broadcast to a shape; row-major.</summary>
    public static double[] Sum(IEnumerable<ConstantTerm> terms, int[] shape)
    {
        var sum = new double[Shapes.Count(shape)];
        foreach (var term in terms)
        {
            var values = Constants.Expand(term.Values, term.Shape, shape);
            for (var i = 0; i < sum.Length; i++) sum[i] += term.Gain * values[i];
        }
        return sum;
    }
}

/// <summary>A linear operator with weights that is applied when the expression gets cells of its own.</summary>
/// <param name="Gain">Factor.</param>
/// <param name="Operator">Convolution, Dense, or ScaleShift (the scale only).</param>
/// <param name="Name">Layer and tensor, for messages.</param>
/// <param name="Input">What it reads: a view without constants.</param>
/// <param name="Weights">The constant operand.</param>
/// <param name="Factors">Folded factors per output channel, or null.</param>
internal sealed record WeightedTerm(
    double Gain, Operator Operator, string Name, Expression Input, Value Weights, double[]? Factors) : Term
{
    /// <summary>The matrices, once the weights have been quantised; shared by all realisations of the term.</summary>
    public WeightCache Cache { get; init; } = new();

    /// <inheritdoc/>
    public override Term Times(double factor) => this with { Gain = Gain * factor };
}

/// <summary>The quantised matrices of a weighted term and the scale that they were made for.</summary>
internal sealed class WeightCache
{
    /// <summary>Accumulator scale bits and gain at the first realisation.</summary>
    public (int ScaleBits, double Gain)? MadeFor { get; set; }
    /// <summary>Matrices by group of input cells and segment.</summary>
    public Dictionary<(int Group, int Segment), WeightBlocks> Matrices { get; } = [];
}

/// <summary>Exact powers of two.</summary>
internal static class Scales
{
    /// <summary>2^exponent.</summary>
    public static double Power(int exponent) => Math.Pow(2, exponent);

    /// <summary>The largest f with magnitude 2^f at most limit (0 for magnitude 0).</summary>
    public static int Fit(double magnitude, double limit)
    {
        if (magnitude <= 0) return 0;
        var bits = (int)Math.Floor(Math.Log(limit / magnitude) / Math.Log(2));
        while (magnitude * Power(bits) > limit) bits--;
        while (magnitude * Power(bits + 1) <= limit) bits++;
        return bits;
    }
}
