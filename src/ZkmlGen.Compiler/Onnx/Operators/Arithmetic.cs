using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>
/// Add, Sub, Mul, Div, Neg, Sum, Mean, Pow, Abs, Max, Min: constants with constants are folded, with activations become scales and shifts.
/// </summary>
internal static class Arithmetic
{
    public static void Add(NodeContext node)
    {
        Operand a = node.FloatInput(0), b = node.FloatInput(1);
        node.SetOutput(a.IsConstant && b.IsConstant
            ? ConstantMath.Binary(node, a, b, (x, y) => x + y, (x, y) => unchecked(x + y))
            : Combine(node, [(1, a), (1, b)]));
    }

    public static void Sub(NodeContext node)
    {
        Operand a = node.FloatInput(0), b = node.FloatInput(1);
        node.SetOutput(a.IsConstant && b.IsConstant
            ? ConstantMath.Binary(node, a, b, (x, y) => x - y, (x, y) => unchecked(x - y))
            : Combine(node, [(1, a), (-1, b)]));
    }

    public static void Mul(NodeContext node)
    {
        Operand a = node.FloatInput(0), b = node.FloatInput(1);
        if (a.IsConstant && b.IsConstant) node.SetOutput(ConstantMath.Binary(node, a, b, (x, y) => x * y, (x, y) => unchecked(x * y)));
        else if (b.IsConstant) node.SetOutput(ScaleShift(node, a, b, node.Constant(Tensor.Scalar(0))));
        else if (a.IsConstant) node.SetOutput(ScaleShift(node, b, a, node.Constant(Tensor.Scalar(0))));
        else node.SetOutput(node.Emit(new Product(), Moves.BroadcastShape(node, a.Shape, b.Shape), a, b));
    }

    public static void Div(NodeContext node)
    {
        Operand a = node.FloatInput(0), b = node.FloatInput(1);
        if (!b.IsConstant) throw node.Unsupported($"the divisor {Quote.Name(b.Name)} must be a constant");
        if (a.IsConstant)
        {
            if (!b.Constant!.IsFloat && b.Constant.Integers.Any(value => value == 0)) throw node.BadShape("divides integers by 0");
            node.SetOutput(ConstantMath.Binary(node, a, b, (x, y) => x / y, (x, y) => y == -1 ? unchecked(-x) : x / y));
            return;
        }
        if (b.Constant!.Floats.Any(value => value == 0)) throw node.Unsupported($"the divisor {Quote.Name(b.Name)} has a 0");
        node.SetOutput(ScaleShift(node, a, ConstantMath.Unary(node, b, y => 1 / y, y => y), node.Constant(Tensor.Scalar(0))));
    }

    public static void Neg(NodeContext node)
    {
        var x = node.FloatInput(0);
        node.SetOutput(x.IsConstant ? ConstantMath.Unary(node, x, y => -y, y => unchecked(-y)) : Combine(node, [(-1, x)]));
    }

    public static void Sum(NodeContext node) => node.SetOutput(Total(node, node.FloatInputs(), 1));

    public static void Mean(NodeContext node) => node.SetOutput(Total(node, node.FloatInputs(), 1.0 / Math.Max(1, node.InputCount)));

    public static void Pow(NodeContext node)
    {
        Operand x = node.FloatInput(0), exponent = node.Input(1);
        if (x.IsConstant && exponent.Constant is { } power)
        {
            if (x.Constant!.IsFloat && !power.IsFloat) exponent = node.Constant(new Tensor(x.Type, power.Shape, power.ToFloats()));
            node.SetOutput(ConstantMath.Binary(node, x, exponent, Math.Pow, (p, q) => (long)Math.Pow(p, q)));
            return;
        }
        var exponents = node.ConstantInput(1, "the exponent").ToFloats().Distinct().ToArray();
        var base0 = Moves.Broadcast(node, x, Moves.BroadcastShape(node, x.Shape, exponent.Shape));
        node.SetOutput(exponents switch
        {
            [1] => base0,
            [2] => node.Emit(new Product(), base0.Shape, base0, base0),
            _ => throw node.Unsupported("only the exponents 1 and 2 are supported"),
        });
    }

    public static void Abs(NodeContext node)
    {
        var x = node.FloatInput(0);
        node.SetOutput(x.IsConstant ? ConstantMath.Unary(node, x, Math.Abs, y => y < 0 ? unchecked(-y) : y) : node.Emit(new Absolute(), x.Shape, x));
    }

    public static void Max(NodeContext node) => Extreme(node, true);

    public static void Min(NodeContext node) => Extreme(node, false);

    /// <summary>x * scale + shift; x is repeated first where the constants are larger.</summary>
    public static Operand ScaleShift(NodeContext node, Operand x, Operand scale, Operand shift)
    {
        var shape = Moves.BroadcastShape(node, Moves.BroadcastShape(node, x.Shape, scale.Shape), shift.Shape);
        node.CheckedShape([.. shape.Select(extent => (long)extent)]);
        return node.Emit(new ScaleShift(), shape, Moves.Broadcast(node, x, shape), scale, shift);
    }

    /// <summary>
    /// sum coefficient * operand with at least one activation; constants end as the shift of a <see cref="Graph.ScaleShift"/>.
    /// </summary>
    public static Operand Combine(NodeContext node, IReadOnlyList<(double Coefficient, Operand Operand)> terms)
    {
        var activations = terms.Where(term => !term.Operand.IsConstant).ToList();
        var constants = terms.Where(term => term.Operand.IsConstant)
            .Select(term => term.Coefficient == 1 ? term.Operand : ConstantMath.Unary(node, term.Operand, y => y * term.Coefficient, y => y)).ToList();
        var shape = activations.Select(term => term.Operand.Shape).Aggregate((a, b) => Moves.BroadcastShape(node, a, b));
        double[] coefficients = [.. activations.Select(term => term.Coefficient)];
        var sum = coefficients is [1]
            ? activations[0].Operand
            : node.Emit(new LinearCombination(coefficients), shape, [.. activations.Select(term => term.Operand)]);
        if (constants.Count == 0) return sum;
        var shift = constants.Aggregate((a, b) => ConstantMath.Binary(node, a, b, (x, y) => x + y, (x, y) => x + y));
        return ScaleShift(node, sum, node.Constant(Tensor.Scalar(1)), shift);
    }

    private static Operand Total(NodeContext node, Operand[] inputs, double coefficient)
    {
        if (!inputs.All(input => input.IsConstant)) return Combine(node, [.. inputs.Select(input => (coefficient, input))]);
        var sum = inputs.Aggregate((a, b) => ConstantMath.Binary(node, a, b, (x, y) => x + y, (x, y) => unchecked(x + y)));
        return coefficient == 1 ? sum : ConstantMath.Unary(node, sum, x => x * coefficient, x => x / inputs.Length);
    }

    private static void Extreme(NodeContext node, bool maximum)
    {
        var inputs = node.FloatInputs();
        Operand[] constants = [.. inputs.Where(input => input.IsConstant)], activations = [.. inputs.Where(input => !input.IsConstant)];
        if (constants.Length > 0)
        {
            var bound = constants.Aggregate((a, b) => maximum
                ? ConstantMath.Binary(node, a, b, Math.Max, Math.Max)
                : ConstantMath.Binary(node, a, b, Math.Min, Math.Min));
            if (activations is [var x] && bound.Constant!.Count == 1 && bound.Rank <= x.Rank)
            {
                double value = bound.Constant.Floats[0];
                node.SetOutput(Activations.Clip(node, x, maximum ? value : double.NegativeInfinity, maximum
                    ? double.PositiveInfinity
                    : value));
                return;
            }
            activations = [.. activations, bound];
        }
        var shape = activations.Select(input => input.Shape).Aggregate((a, b) => Moves.BroadcastShape(node, a, b));
        node.SetOutput(activations.Length == 1 ? activations[0] : node.Emit(new Extremum(maximum), shape, activations));
    }
}
