namespace ZkmlGen.Compiler.Graph;

/// <summary>The normalised operators. Shapes are row-major; spatial operators are two-dimensional (N = 1, C, H, W).</summary>
public abstract record Operator;

/// <summary>
/// Convolution: inputs x [1, C, H, W], constant weights [O, C / Groups, kh, kw], optional constant bias [O]. Arrays are (vertical,
/// horizontal).
/// </summary>
public sealed record Convolution(int[] Kernel, int[] Strides, int[] PadsBegin, int[] PadsEnd, int[] Dilations, int Groups) : Operator;

/// <summary>x [..., K] times constant weights [K, M], plus optional constant bias [M].</summary>
public sealed record Dense : Operator;

/// <summary>x * scale + shift with constants that broadcast to x's shape (scalars have shape []); inputs x, scale, shift.</summary>
public sealed record ScaleShift : Operator;

/// <summary>sum Coefficients[i] x_i over activations (a constant term is a ScaleShift's), broadcasting: Add, Sub, Neg, Sum, Mean, one factor.</summary>
public sealed record LinearCombination(double[] Coefficients) : Operator
{
    /// <inheritdoc/>
    public bool Equals(LinearCombination? other) =>
        other is not null && System.Linq.Enumerable.SequenceEqual(Coefficients, other.Coefficients);
    /// <inheritdoc/>
    public override int GetHashCode() => Coefficients.Length;
}

/// <summary>x y of two activations, broadcasting; x and y may be the same value.</summary>
public sealed record Product : Operator;

/// <summary>max(x, 0).</summary>
public sealed record Relu : Operator;

/// <summary>x for x at least 0, else Slope x.</summary>
public sealed record LeakyRelu(double Slope) : Operator;

/// <summary>min(max(x, Low), High); infinite bounds are none.</summary>
public sealed record Clip(double Low, double High) : Operator;

/// <summary>|x|.</summary>
public sealed record Absolute : Operator;

/// <summary>Element-wise maximum (or minimum) of the inputs, activations or constants, broadcasting.</summary>
public sealed record Extremum(bool Maximum) : Operator;

/// <summary>Max-pool over windows, each with an element of the image; padding never wins. Global pooling is a window of the whole image.</summary>
public sealed record MaxPool(int[] Kernel, int[] Strides, int[] PadsBegin, int[] PadsEnd, int[] Dilations) : Operator;

/// <summary>Average over windows; the divisor counts padding or not. No window reaches beyond the padding, or lies in uncounted padding.</summary>
public sealed record AveragePool(int[] Kernel, int[] Strides, int[] PadsBegin, int[] PadsEnd, bool CountPadding) : Operator;

/// <summary>Sum (or mean) over axes; the output's shape says whether the axes are kept.</summary>
public sealed record Reduction(int[] Axes, bool Mean) : Operator;

/// <summary>The same elements in row-major order with the output's shape (Reshape, Flatten, Squeeze, Unsqueeze).</summary>
public sealed record Reshape : Operator;

/// <summary>Output dimension d is input dimension Permutation[d].</summary>
public sealed record Transpose(int[] Permutation) : Operator;

/// <summary>Inputs one after the other along Axis; inputs may be constants.</summary>
public sealed record Concatenation(int Axis) : Operator;

/// <summary>Output index i along dimension d reads Starts[d] + i Steps[d] (steps may be negative).</summary>
public sealed record Slice(int[] Starts, int[] Steps) : Operator;

/// <summary>Constant padding (negative amounts crop).</summary>
public sealed record Padding(int[] Begin, int[] End, double Fill) : Operator;

/// <summary>x repeated along dimensions of size 1 (Expand).</summary>
public sealed record Broadcast : Operator;

/// <summary>Index of the largest value along Axis; ties take the first, or the last.</summary>
public sealed record ArgMax(int Axis, bool SelectLast) : Operator;
