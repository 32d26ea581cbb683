using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

internal sealed partial class GraphLowering
{
    private Lowered Weighted(Node node)
    {
        var terms = new List<Term>();
        var input = WeightedInput(node, terms);
        if (input.Terms.Count > 0) terms.Add(new WeightedTerm(1, node.Operator, $"{node.Name} weights", input, node.Inputs[1], null));
        if (node.Inputs.Length > 2) terms.AddRange(Bias(node.Inputs[2], node));
        return Result(node, new Expression(node.Output.Shape, terms));
    }

    // The first operand as a view that tiles can read; constants in it go through the weights into the bias.
    private Expression WeightedInput(Node node, List<Term> bias)
    {
        var view = View(node.Inputs[0]);
        var constants = view.Terms.OfType<ConstantTerm>().ToArray();
        if (constants.Length > 0 && ConstantResponse.Of(node, constants) is { } response)
        {
            bias.Add(response);
            view = view with { Terms = [.. view.Terms.Except(constants)] };
        }
        var dimension = WeightedMaps.Dimension(node.Operator, view.Shape);
        var groups = InputGroups.Of(view, dimension);
        if (groups is not null && (node.Operator is not Convolution { Groups: > 1 } || groups.All(IsWhole))) return view;
        var storage = Storage.Plain(view.Shape, dimension);
        return Copy(view, ranges[node.Inputs[0]], node, storage);
    }

    // Grouped convolutions cut the channels into equal neighbouring ranges.
    private static bool IsWhole(InputGroup group) => group.Segments is [{ Start: 0, Axes: [{ Stride: 1 }] }];

    private static IEnumerable<Term> Bias(Value bias, Node node)
    {
        var shape = node.Output.Shape.Select(_ => 1).ToArray();
        shape[node.Operator is Convolution ? 1 : shape.Length - 1] = bias.Shape[0];
        return Constant(bias).Terms.Cast<ConstantTerm>().Select(term => term with { Shape = shape });
    }

    private Lowered ScaleAndShift(Node node)
    {
        var (scale, shift) = (node.Inputs[1], node.Inputs[2]);
        var shape = node.Output.Shape;
        var shifted = Operand(shift, shape, false);
        if (Shapes.Count(scale.Shape) == 1)
            return Result(node, Operand(node.Inputs[0], shape, true).Times(scale.Constant!.Values[0]).Plus(shifted));
        var folded = FoldScale(Operand(node.Inputs[0], shape, true), scale, shape);
        return Result(node, (folded ?? ScaleCells(node, scale, shape)).Plus(shifted));
    }

    // A scale per output channel of weighted operators that have no cells yet becomes a factor of their weights.
    private static Expression? FoldScale(Expression expression, Value scale, int[] shape)
    {
        var padded = Constants.Pad(scale.Shape, shape.Length);
        var factors = scale.Constant!.Values.Select(value => (double)value).ToArray();
        var terms = new List<Term>();
        foreach (var term in expression.Terms)
        {
            if (term is ConstantTerm constant) terms.Add(Scaled(constant, factors, padded));
            else if (term is WeightedTerm { Operator: not ScaleShift } weighted && VariesAlong(padded, weighted.Operator is Convolution ? 1 : shape.Length - 1))
                terms.Add(weighted with { Factors = [.. factors.Select((factor, i) => factor * (weighted.Factors?[i] ?? 1))], Cache = new() });
            else return null;
        }
        return new Expression(shape, terms);
    }

    private static bool VariesAlong(int[] shape, int dimension) => Enumerable.Range(0, shape.Length).All(d => d == dimension || shape[d] == 1);

    private static ConstantTerm Scaled(ConstantTerm term, double[] factors, int[] factorShape)
    {
        var shape = term.Shape.Zip(factorShape, Math.Max).ToArray();
        var (values, scales) = (Constants.Expand(term.Values, term.Shape, shape), Constants.Expand(factors, factorShape, shape));
        return term with { Values = [.. values.Zip(scales, (value, scale) => value * scale)], Shape = shape, Source = null, IsPublic = false };
    }

    private Expression ScaleCells(Node node, Value scale, int[] shape)
    {
        var view = Operand(node.Inputs[0], shape, false);
        var cells = view with { Terms = [.. view.Terms.OfType<CellTerm>()] };
        var factors = scale.Constant!.Values.Select(value => (double)value).ToArray();
        var constants = view.Terms.OfType<ConstantTerm>().Select(term => Scaled(term, factors, Constants.Pad(scale.Shape, shape.Length)));
        if (InputGroups.Of(cells, shape.Length - 1) is null) cells = Copy(cells, ranges[node.Inputs[0]], node, plan[node.Output].For(shape));
        var term = new WeightedTerm(1, node.Operator, $"{node.Name} scale", cells, scale, null);
        return new Expression(shape, [term, .. constants]);
    }

    private Lowered Combine(Node node, LinearCombination combination)
    {
        var sum = new Expression(node.Output.Shape, []);
        for (var i = 0; i < node.Inputs.Length; i++)
        {
            if (combination.Coefficients[i] == 0) continue;
            var operand = Operand(node.Inputs[i], node.Output.Shape, true);
            if (InnerDimensions(sum.Plus(operand)).Count() > 1) operand = Operand(node.Inputs[i], node.Output.Shape, false);
            sum = sum.Plus(operand.Times(combination.Coefficients[i]));
        }
        return Result(node, sum) with { Operators = Joined(node, node.Inputs) };
    }

    // Operators whose expressions go on in this one, for readers of the circuit.
    private string Joined(Node node, IEnumerable<Value> operands)
    {
        var pending = operands.Where(value => value.Constant is null && !lowered[value].Expression.IsView).Select(value => lowered[value].Operators);
        return string.Join("+", pending.Append(node.OnnxOperators).Distinct());
    }
}
