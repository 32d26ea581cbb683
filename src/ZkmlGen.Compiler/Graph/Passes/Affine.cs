using System;
using System.Linq;

namespace ZkmlGen.Compiler.Graph.Passes;

/// <summary>Numbers with a shape that broadcasts, in double precision.</summary>
internal readonly record struct Field(double[] Values, int[] Shape)
{
    public static Field Scalar(double value) => new([value], []);

    public static Field Of(Value constant) => new(Array.ConvertAll(constant.Constant!.Values, value => (double)value), constant.Shape);

    public bool IsUniform
    {
        get
        {
            var first = Values[0];
            return Array.TrueForAll(Values, value => value == first);
        }
    }

    public bool IsZero => Array.TrueForAll(Values, value => value == 0);

    /// <summary>Element by element, broadcasting (the shapes must).</summary>
    public Field Zip(Field other, Func<double, double, double> f)
    {
        var shape = Shapes.Broadcast(Shape, other.Shape)!;
        var (a, b) = (Expand(shape), other.Expand(shape));
        return new Field([.. a.Zip(b, f)], shape);
    }

    /// <summary>The values for each element of a shape.</summary>
    public double[] Expand(int[] shape)
    {
        var values = Values;
        return Shape.SequenceEqual(shape) ? values : Array.ConvertAll(Shapes.BroadcastOffsets(Shape, shape), offset => values[offset]);
    }

    /// <summary>One value per index of an axis of the shape it broadcasts to, or null when it depends on other axes.</summary>
    public double[]? PerIndex(int[] shape, int axis)
    {
        for (var d = 0; d < Shape.Length; d++)
        {
            if (Shape[d] != 1 && d + shape.Length - Shape.Length != axis) return null;
        }
        return Values.Length == 1 ? [.. Enumerable.Repeat(Values[0], shape[axis])] : Values;
    }

    /// <summary>A constant of a graph; uniform fields become scalars.</summary>
    public Value ToValue(string name) => IsUniform
        ? new Value(name, []) { Constant = new ConstantTensor([(float)Values[0]], null) }
        : new Value(name, Shape) { Constant = new ConstantTensor(Array.ConvertAll(Values, value => (float)value), null) };
}

/// <summary>x Scale + Shift.</summary>
internal sealed record Affine(Field Scale, Field Shift)
{
    /// <summary>What a node does to its first input, if it is that.</summary>
    public static Affine? Of(Node? node) => node switch
    {
        { Operator: ScaleShift } => new Affine(Field.Of(node.Inputs[1]), Field.Of(node.Inputs[2])),
        { Operator: LinearCombination { Coefficients: [var factor] } } => new Affine(Field.Scalar(factor), Field.Scalar(0)),
        _ => null,
    };

    /// <summary>This after another.</summary>
    public Affine After(Affine first) => new(
        Scale.Zip(first.Scale, (a, b) => a * b),
        Scale.Zip(first.Shift, (a, b) => a * b).Zip(Shift, (a, b) => a + b));

    /// <summary>True for x times one number.</summary>
    public bool IsFactor => Scale.IsUniform && Shift.IsZero;
}
