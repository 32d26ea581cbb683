using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Adds constants to a block: learned ones as tiles of their own, which read the constant cell.</summary>
internal sealed class BiasMaps(LoweredProgram program, MapBuilder maps, string layer, int scaleBits)
{
    /// <summary>Adds the constants at the accumulator scale 2^scaleBits.</summary>
    public void Add(IReadOnlyList<ConstantTerm> terms)
    {
        var shared = terms.Where(term => term.IsPublic && term.Values.Length == 1).ToArray();
        maps.Constant(new BigInteger(Math.Floor(shared.Sum(term => term.Gain * term.Values[0]) * Scales.Power(scaleBits) + 0.5)));
        var learned = terms.Except(shared).ToArray();
        if (learned.Length == 0) return;
        var storage = maps.Storage;
        var shape = learned.Aggregate(storage.Shape.Select(_ => 1), (all, term) => all.Zip(term.Shape, Math.Max)).ToArray();
        var varies = Enumerable.Range(0, shape.Length).Where(d => shape[d] > 1).ToArray();
        if (varies.Length == 0 || varies is [var single] && single == storage.Inner) PerFeature(learned, shape);
        else PerCell(learned, shape);
    }

    private void PerFeature(ConstantTerm[] terms, int[] shape)
    {
        var matrix = FromSource(terms) ?? MatrixBuilder.Column($"{layer} bias", Quantise(ConstantTerm.Sum(terms, shape)));
        program.Matrices.Add(matrix);
        var loops = Enumerable.Range(0, shape.Length).Where(d => shape[d] == 1);
        maps.Bias(matrix, 1, loops.SelectMany(d => maps.Dimension(d, new int[maps.Storage.Shape[d]])));
    }

    private void PerCell(ConstantTerm[] terms, int[] shape)
    {
        var values = Constants.Expand(ConstantTerm.Sum(terms, shape), shape, maps.Storage.Shape);
        var cells = maps.Storage.Elements().Select(element => element < 0 ? 0 : values[element]).ToArray();
        var matrix = MatrixBuilder.Column($"{layer} bias", Quantise(cells));
        program.Matrices.Add(matrix);
        maps.Bias(matrix, 1, []);
    }

    // A single bias that stands in the file is read from there.
    private WeightBlocks? FromSource(ConstantTerm[] terms)
    {
        if (terms is not [{ Source: { } source } term]) return null;
        var values = new Value($"{layer} bias", [term.Values.Length])
        {
            Constant = new ConstantTensor([.. term.Values.Select(value => (float)value)], source with { Strides = [Step(term, source)] }),
        };
        var count = term.Values.Length;
        return MatrixBuilder.FromConstant(values.Name, values, [0], [], [new(count, 0, 1)], [], false, term.Gain * Scales.Power(scaleBits), null);
    }

    private static int Step(ConstantTerm term, ConstantSource source)
    {
        var full = term.Shape.Length - source.Strides.Length;
        for (var d = Math.Max(full, 0); d < term.Shape.Length; d++)
        {
            if (term.Shape[d] > 1) return source.Strides[d - full];
        }
        return 1;
    }

    private int[] Quantise(double[] values) => [.. values.Select(value =>
    {
        var scaled = Math.Floor(value * Scales.Power(scaleBits) + 0.5);
        if (Math.Abs(scaled) <= int.MaxValue) return (int)scaled;
        throw new ModelException(DiagnosticIds.WeightRange,
            $"The bias of layer '{layer}' holds the number {value.ToString("R", CultureInfo.InvariantCulture)}, which is too large to quantise: retrain or rescale this layer.");
    })];
}
