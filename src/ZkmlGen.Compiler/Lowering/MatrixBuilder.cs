using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Count steps of Step elements along a dimension of a constant.</summary>
internal readonly record struct WeightAxis(int Count, int Dimension, int Step);

/// <summary>Makes quantised matrices from constants: with a source in the model file where there is one, else inline.</summary>
internal static class MatrixBuilder
{
    /// <summary>
    /// A matrix from elements of a constant: first is the start index per dimension, factors are one per output (of each first block if they are more).
    /// </summary>
    public static WeightBlocks FromConstant(
        string name, Value weights, int[] first, WeightAxis[] blocks, WeightAxis[] outputs, WeightAxis[] inputs, bool diagonal, double scale, double[]? factors)
    {
        var constant = weights.Constant!;
        var rowMajor = Shapes.Strides(weights.Shape);
        var local = Describe(name, new WeightSource(null, 0, ElementType.Float32, default), rowMajor, blocks, outputs, inputs, diagonal, scale, factors);
        var start = first.Select((index, d) => index * rowMajor[d]).Sum();
        var quantised = new WeightBlocks(local).Quantised(constant.Values, start);
        if (constant.Source is not { } source) return Inline(quantised);
        var skip = first.Select((index, d) => (long)index * source.Strides[d]).Sum() * ElementBytes(source.Type);
        var file = new WeightSource(source.File, source.FileOffset + skip, source.Type, default);
        return quantised.With(Describe(name, file, source.Strides, blocks, outputs, inputs, diagonal, scale, factors));
    }

    /// <summary>One column of integers from the constant cell.</summary>
    public static WeightBlocks Column(string name, int[] values)
    {
        var matrix = new WeightMatrix(name, 0, new WeightSource(null, 0, ElementType.Int32, values), default,
            new[] { new Axis(values.Length, 1) }, default, false, 1, default, false);
        return new WeightBlocks(matrix).Filled(values);
    }

    /// <summary>Bytes of a stored number.</summary>
    public static int ElementBytes(ElementType type) => type switch
    {
        ElementType.Float16 => 2,
        ElementType.Float64 or ElementType.Int64 => 8,
        _ => 4,
    };

    private static WeightMatrix Describe(
        string name, WeightSource source, int[] strides, WeightAxis[] blocks, WeightAxis[] outputs, WeightAxis[] inputs, bool diagonal, double scale, double[]? factors)
    {
        Axis[] With(WeightAxis[] axes) => [.. axes.Select(axis => new Axis(axis.Count, axis.Step * strides[axis.Dimension]))];
        var outputCount = outputs.Aggregate(1, (product, axis) => product * axis.Count);
        return new WeightMatrix(name, 0, source, With(blocks), With(outputs), diagonal ? With([.. outputs.Select(axis => axis with { Step = 0 })]) : With(inputs),
            diagonal, scale, factors ?? [], factors is not null && factors.Length > outputCount);
    }

    // Computed weights stand nowhere in the file: their integers travel with the description, in the order of the blocks.
    private static WeightBlocks Inline(WeightBlocks quantised)
    {
        var matrix = quantised.Matrix;
        var stored = matrix.Diagonal ? 1 : quantised.Inputs;
        var inline = matrix with
        {
            Source = new WeightSource(null, 0, ElementType.Int32, quantised.Integers),
            BlockAxes = Compact(matrix.BlockAxes, stored * quantised.Outputs),
            OutputAxes = Compact(matrix.OutputAxes, 1),
            InputAxes = matrix.Diagonal ? matrix.InputAxes : Compact(matrix.InputAxes, quantised.Outputs),
            Scale = 1,
            OutputFactors = default,
            FactorsPerBlock = false,
        };
        return quantised.With(inline);
    }

    private static Axis[] Compact(IEnumerable<Axis> axes, int step)
    {
        var compact = new List<Axis>();
        foreach (var axis in axes.Reverse())
        {
            compact.Insert(0, new Axis(axis.Count, step));
            step *= axis.Count;
        }
        return [.. compact];
    }
}
