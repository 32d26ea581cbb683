using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>What cells an expression gets.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Operators">ONNX operators, for readers.</param>
/// <param name="Range">Range of the expression (before ReLU).</param>
/// <param name="Relu">max(x, 0), else signed values.</param>
/// <param name="Chain">The parts of the storage are the phases of a max-pool, chained.</param>
internal sealed record CellRequest(string Name, string Operators, ValueRange Range, bool Relu, bool Chain = false);

/// <summary>Gives expressions cells: chooses scale and shift, quantises what is not quantised yet, and adds the maps.</summary>
internal sealed class Realiser(LoweredProgram program)
{
    private const double MaximumPre = 1L << 61;
    private const double MaximumWeight = 1 << 30;

    private int Bits => program.ValueBits;

    /// <summary>
    /// A requant block of the expression, and the view of it. With ReLU the view is max(x, 0). With a chain it has a term for each phase: what they sum
    /// to is the pooled value, and the signed variant holds the values minus their least possible one, which comes as a constant term.
    /// </summary>
    public Expression Requant(Expression expression, Storage storage, CellRequest request)
    {
        var unit = CommonGain(expression);
        var scaled = expression.Times(1 / unit);
        var range = request.Range.Times(1 / Math.Abs(unit));
        var offset = request.Chain && !request.Relu;
        var limit = (1L << (request.Relu ? Bits : Bits - 1)) - 1;
        var fit = Scales.Fit(request is { Chain: true, Relu: true } ? range.PositiveSpan : range.Magnitude, limit);
        var (accumulator, scale) = ChooseScales(scaled, fit);
        var shift = accumulator - scale;
        var low = request.Relu || offset ? 0 : -(1 << (Bits - 1));
        var block = program.Add(new Block(request.Name, request.Operators, Text(storage.Shape), Gadget.Requant, shift, low, Bits, scale,
            request.Chain ? storage.Parts : 1, request.Chain ? storage.PartSize : storage.Parts * storage.PartSize));
        var maps = new MapBuilder(program, block, storage);
        var half = shift > 0 ? BigInteger.One << (shift - 1) : BigInteger.Zero;
        var least = offset ? -(1 << (Bits - 1)) : low;
        maps.Constant(half - (new BigInteger(least) << shift));
        AddTerms(scaled, maps, accumulator, request);
        if (!request.Chain) return new Expression(storage.Shape, [storage.Term(block, unit)]);
        for (var part = 1; part < block.Parts; part++) maps.Chain(part, -(BigInteger.One << shift));
        var phases = new Expression(storage.Shape, [storage.Term(block, unit)]);
        return offset ? phases.Plus(least * Scales.Power(-scale) * unit) : phases;
    }

    /// <summary>A block of squares of a view: round(x^2), scaled to the value bits.</summary>
    public Expression Square(Expression view, Storage storage, CellRequest request)
    {
        var unit = CommonGain(view);
        var scaled = view.Times(1 / unit);
        var magnitude = Math.Max(request.Range.Magnitude / Math.Abs(unit), 1e-30);
        var scale = ExactScale(scaled);
        var shift = SquareShift(magnitude, scale);
        if (shift < 1)
        {
            scale += (2 - shift) / 2;
            shift = SquareShift(magnitude, scale);
        }
        if (shift > program.RemainderBits || !HasExactGains(scaled))
            return Square(Requant(view, storage, request with { Relu = false }), storage, request);
        var block = program.Add(new Block(request.Name, request.Operators, Text(storage.Shape), Gadget.Square, shift, 0, Bits, 2 * scale - shift, 1, storage.Parts * storage.PartSize));
        AddTerms(scaled, new MapBuilder(program, block, storage), scale, request);
        return new Expression(storage.Shape, [storage.Term(block, unit * unit)]);
    }

    // The least s with (magnitude 2^scale)^2 2^-s + 1/2 below 2^B.
    private int SquareShift(double magnitude, int scale) => -Scales.Fit(magnitude * magnitude, ((1L << Bits) - 1) * Scales.Power(-2 * scale));

    // A gain that the cells share is no rounding matter: it stays in the view of the result.
    private static double CommonGain(Expression expression)
    {
        var cells = expression.Terms.OfType<CellTerm>().ToArray();
        if (cells.All(HasExactGain)) return 1;
        var gain = Math.Abs(cells[0].Gain);
        var odd = gain / Scales.Power((int)Math.Floor(Math.Log(gain) / Math.Log(2)));
        return cells.All(term => HasExactGain((CellTerm)term.Times(1 / odd))) ? odd : 1;
    }

    private (int Accumulator, int Scale) ChooseScales(Expression expression, int fit)
    {
        var fixedBits = expression.Terms.OfType<WeightedTerm>().Where(term => term.Cache.MadeFor is not null).Select(term => term.Cache.MadeFor!.Value.ScaleBits).ToArray();
        if (fixedBits.Length > 0)
        {
            var most = fixedBits.Max();
            return (most, Math.Min(most, Math.Max(fit, most - program.RemainderBits)));
        }
        if (expression.Terms.Any(term => term is WeightedTerm) || !HasExactGains(expression))
        {
            var rounded = Math.Min(fit + program.RemainderBits, LargestScale(expression));
            return (rounded, Math.Min(fit, rounded));
        }
        var exact = ExactScale(expression);
        var scale = Math.Min(fit, exact);
        return (Math.Min(exact, scale + program.RemainderBits), scale);
    }

    // The largest accumulator scale at which weights and constants are 32-bit integers with some room.
    private static int LargestScale(Expression expression)
    {
        double largest = 0;
        foreach (var term in expression.Terms)
        {
            if (term is ConstantTerm constant) largest = Math.Max(largest, Math.Abs(constant.Gain) * Largest(constant.Values));
            if (term is not WeightedTerm weighted) continue;
            var factor = weighted.Factors is { } factors ? Largest(factors) : 1;
            var unit = weighted.Input.Terms.Cast<CellTerm>().Max(cells => Math.Abs(cells.Unit));
            largest = Math.Max(largest, Math.Abs(weighted.Gain) * factor * unit * weighted.Weights.Constant!.Values.Max(value => Math.Abs((double)value)));
        }
        return largest > 0 ? Scales.Fit(largest, MaximumWeight) : int.MaxValue;
    }

    private static double Largest(double[] values) => values.Select(Math.Abs).DefaultIfEmpty(0).Max();

    // The least scale at which all cell terms are integer multiples of act.
    private static int ExactScale(Expression expression) => expression.Terms.OfType<CellTerm>().Select(term => term.Block.ScaleBits - Exponent(term.Gain)).DefaultIfEmpty(0).Max();

    private static bool HasExactGains(Expression expression) => expression.Terms.All(term => term is CellTerm cells && HasExactGain(cells));

    private static bool HasExactGain(CellTerm term)
    {
        var mantissa = term.Gain * Scales.Power(-Exponent(term.Gain));
        return Math.Abs(mantissa - Math.Round(mantissa)) < 1e-9;
    }

    // The exponent of the lowest bit in a gain that is a small integer times a power of two.
    private static int Exponent(double gain)
    {
        var exponent = (int)Math.Floor(Math.Log(Math.Abs(gain)) / Math.Log(2) + 1e-9);
        for (var lower = exponent; lower > exponent - 8; lower--)
        {
            var mantissa = gain * Scales.Power(-lower);
            if (Math.Abs(mantissa - Math.Round(mantissa)) < 1e-9) return lower;
        }
        return exponent;
    }

    private void AddTerms(Expression expression, MapBuilder maps, int scaleBits, CellRequest request)
    {
        double bound = 0;
        foreach (var term in expression.Terms.OfType<CellTerm>())
        {
            var value = Math.Round(term.Unit * Scales.Power(scaleBits));
            bound += Math.Abs(value) * term.Block.Bound * term.Sums.Aggregate(1.0, (product, sum) => product * sum.Count);
            maps.Cells(term, new BigInteger(value));
        }
        var first = program.Maps.Count;
        foreach (var term in expression.Terms.OfType<WeightedTerm>()) new WeightedMaps(program, maps, term, scaleBits).Add();
        new BiasMaps(program, maps, request.Name, scaleBits).Add([.. expression.Terms.OfType<ConstantTerm>()]);
        foreach (var map in program.Maps.Skip(first))
        {
            if (map.Matrix is { } matrix) bound += Math.Abs((double)map.Value) * matrix.OutputBound * map.Source.Bound * Repeats(map);
        }
        if (bound < MaximumPre) return;
        throw new ModelException(DiagnosticIds.IntegerBound,
            $"Layer '{request.Name}' ({request.Operators}) of this model adds up integers that may exceed 61 bits: use fewer value bits, or rescale its weights.");
    }

    // How often an output of the map may meet the same weight block: the loops that move neither the output nor the tile.
    private static double Repeats(LinearMap map) => map.Factors.SelectMany(factor => factor.Runs)
        .Where(run => run is { OutputStep: 0, TileStep: 0 }).Aggregate(1.0, (product, run) => product * run.Count);

    private static string Text(int[] shape) => string.Join("x", shape);
}
