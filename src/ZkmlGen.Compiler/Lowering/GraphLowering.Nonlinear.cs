using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

internal sealed partial class GraphLowering
{
    private Lowered Rectify(Node node)
    {
        var input = node.Inputs[0];
        var known = lowered[input];
        if (known.Relu) return known with { Operators = $"{known.Operators}+{node.OnnxOperators}" };
        var pending = !known.Expression.IsView && uses[input] == 1;
        return new Lowered(Lazy(input), ranges[input], true, pending ? known.Name : node.Name, pending ? $"{known.Operators}+{node.OnnxOperators}" : node.OnnxOperators);
    }

    private Expression Positive(Node node, Expression expression, ValueRange range) =>
        Cells(expression, range, true, Suited(expression, plan[node.Output]), node.Name, node.OnnxOperators);

    // relu(x) - slope relu(-x): both halves come from one accumulator, whose tiles are placed twice.
    private Lowered Leaky(Node node, double slope)
    {
        var input = node.Inputs[0];
        var expression = Lazy(input);
        var widest = new ValueRange(-ranges[input].Magnitude, ranges[input].Magnitude);
        var positive = Positive(node, expression, widest);
        var negative = Positive(node, expression.Times(-1), widest);
        return Result(node, positive.Plus(negative.Times(-slope)));
    }

    // low + relu(x - low) - relu(x - high)
    private Lowered Clamp(Node node, Clip clip)
    {
        var input = node.Inputs[0];
        var (expression, range) = (Lazy(input), ranges[input]);
        var result = expression;
        if (!double.IsInfinity(clip.Low) && clip.Low > double.MinValue)
            result = Positive(node, expression.Plus(-clip.Low), range.Plus(new(-clip.Low, -clip.Low))).Plus(clip.Low);
        else if (!expression.IsView) result = expression = View(input);
        if (double.IsInfinity(clip.High) || clip.High > 1e30) return Result(node, result);
        var above = Positive(node, expression.Plus(-clip.High), range.Plus(new(-clip.High, -clip.High)));
        return Result(node, result.Plus(above.Times(-1)));
    }

    // max(a, b) = a + relu(b - a), min(a, b) = a - relu(a - b), from left to right.
    private Lowered Extreme(Node node, bool maximum)
    {
        var shape = node.Output.Shape;
        var sign = maximum ? 1 : -1;
        var result = Operand(node.Inputs[0], shape, false);
        var range = RangeOf(node.Inputs[0]);
        foreach (var input in node.Inputs.Skip(1))
        {
            var other = RangeOf(input);
            var difference = Operand(input, shape, false).Plus(result.Times(-1)).Times(sign);
            var span = other.Plus(range.Times(-1)).Times(sign);
            result = result.Plus(Positive(node, difference, span).Times(sign));
            range = maximum ? new(Math.Max(range.Low, other.Low), Math.Max(range.High, other.High)) : new(Math.Min(range.Low, other.Low), Math.Min(range.High, other.High));
        }
        return Result(node, result);
    }

    private ValueRange RangeOf(Value value) => value.Constant is { } constant ? new(constant.Values.Min(), constant.Values.Max()) : ranges[value];

    // a b = ((a + b)^2 - (a - b)^2) / 4
    private Lowered Multiply(Node node)
    {
        var (left, right) = (node.Inputs[0], node.Inputs[1]);
        var storage = plan[node.Output].For(node.Output.Shape);
        var request = new CellRequest(node.Name, node.OnnxOperators, default, false);
        var a = Operand(left, node.Output.Shape, false);
        if (ReferenceEquals(left, right)) return Result(node, realiser.Square(a, storage, request with { Range = RangeOf(left) }));
        var b = Operand(right, node.Output.Shape, false);
        var sum = realiser.Square(a.Plus(b), storage, request with { Range = RangeOf(left).Plus(RangeOf(right)) });
        var difference = realiser.Square(a.Plus(b.Times(-1)), storage, request with { Range = RangeOf(left).Plus(RangeOf(right).Times(-1)) });
        return Result(node, sum.Times(0.25).Plus(difference.Times(-0.25)));
    }
}
