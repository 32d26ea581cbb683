using System;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Kernels;

/// <summary>An operand of a kernel: row-major values and their shape.</summary>
internal readonly record struct FloatOperand(float[] Values, int[] Shape);

/// <summary>The meaning of each normalised operator in floating point: singles in and out, double accumulators.</summary>
internal static class FloatKernels
{
    /// <summary>Applies an operator.</summary>
    public static float[] Apply(Operator op, FloatOperand[] x, int[] shape) => op switch
    {
        Convolution convolution => ConvolutionKernel.Apply(convolution, x, shape),
        Dense => MatrixKernel.Multiply(x, shape),
        ScaleShift => Elementwise.Map(x, shape, values => values[0] * values[1] + values[2]),
        LinearCombination sum => Elementwise.Combine(sum.Coefficients, x, shape),
        Product => Elementwise.Map(x, shape, values => values[0] * values[1]),
        Relu => Elementwise.Map(x[0], value => Math.Max(value, 0)),
        LeakyRelu leaky => Elementwise.Map(x[0], value => value >= 0 ? value : value * leaky.Slope),
        Clip clip => Elementwise.Map(x[0], value => Math.Min(Math.Max(value, clip.Low), clip.High)),
        Absolute => Elementwise.Map(x[0], Math.Abs),
        Extremum extremum => Elementwise.Map(x, shape, values => extremum.Maximum ? values.Max() : values.Min()),
        MaxPool pool => PoolKernels.Max(pool, x[0], shape),
        AveragePool pool => PoolKernels.Average(pool, x[0], shape),
        Reduction reduction => ReductionKernels.Reduce(reduction, x[0], Shapes.Count(shape)),
        ArgMax argMax => ReductionKernels.ArgMax(argMax, x[0]),
        Reshape => x[0].Values,
        Transpose transpose => MovementKernels.Transpose(transpose, x[0], shape),
        Slice slice => MovementKernels.Slice(slice, x[0], shape),
        Broadcast => MovementKernels.Gather(x[0].Values, Shapes.BroadcastOffsets(x[0].Shape, shape)),
        Concatenation concatenation => MovementKernels.Concatenate(concatenation.Axis, x, shape),
        Padding padding => MovementKernels.Pad(padding, x[0], shape),
        _ => throw new InvalidOperationException($"No kernel for {op.GetType().Name}."),
    };

    /// <summary>Multiply-accumulates or comparisons of an operator, about.</summary>
    public static long Work(Operator op, int[][] inputs, int[] shape) => op switch
    {
        Convolution => (long)Shapes.Count(shape) * (Shapes.Count(inputs[1]) / inputs[1][0]),
        Dense => (long)Shapes.Count(shape) * inputs[1][0],
        MaxPool pool => (long)Shapes.Count(shape) * pool.Kernel[0] * pool.Kernel[1],
        AveragePool pool => (long)Shapes.Count(shape) * pool.Kernel[0] * pool.Kernel[1],
        _ => (long)Shapes.Count(shape) * inputs.Length + inputs.Sum(input => (long)Shapes.Count(input)),
    };
}
