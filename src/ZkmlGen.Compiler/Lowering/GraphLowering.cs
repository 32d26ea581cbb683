using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>A value of the graph while its consumers are being lowered.</summary>
/// <param name="Expression">What it is, or (with Relu) what it is the positive part of.</param>
/// <param name="Range">Range of Expression.</param>
/// <param name="Relu">The value is max(Expression, 0), and no cells were given to it yet.</param>
/// <param name="Name">Layer that makes it.</param>
/// <param name="Operators">Its ONNX operators so far.</param>
internal sealed record Lowered(Expression Expression, ValueRange Range, bool Relu, string Name, string Operators);

/// <summary>Bit widths of a program.</summary>
/// <param name="Value">B.</param>
/// <param name="Remainder">m.</param>
/// <param name="FineOutputs">Outputs that come out of a linear operator get a second cell for what rounding leaves.</param>
/// <param name="GuardRatio">
/// Layers with values that many times further below 0 than above get a second tensor that lifts them, so that the positive ones get the bits.
/// </param>
internal readonly record struct Widths(int Value, int Remainder, bool FineOutputs, double GuardRatio);

/// <summary>
/// Lowers a graph for given value and remainder bits. Linear operators only build expressions; cells appear where an operator is not linear, or
/// where a linear one needs its operand as cells.
/// </summary>
internal sealed partial class GraphLowering
{
    private readonly ModelGraph graph;
    private readonly IReadOnlyDictionary<Value, ValueRange> ranges;
    private readonly Dictionary<Value, StorageWish> plan;
    private readonly Dictionary<Value, Lowered> lowered = [];
    private readonly Dictionary<Value, int> uses = [];
    private readonly LoweredProgram program;
    private readonly Realiser realiser;
    private readonly Widths widths;

    private GraphLowering(ModelGraph graph, IReadOnlyDictionary<Value, ValueRange> ranges, Widths widths)
    {
        (this.graph, this.ranges) = (graph, ranges);
        plan = StoragePlan.Of(graph);
        program = new LoweredProgram(widths);
        this.widths = widths;
        program.Add(new Block("one", "", "1", Gadget.One, 0, 1, 0, 0, 1, 1));
        realiser = new Realiser(program);
        foreach (var value in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs))
            uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
    }

    /// <summary>The program of a graph.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputs">Which integers its inputs take.</param>
    /// <param name="ranges">A range for every input and node output.</param>
    /// <param name="widths">B and m.</param>
    /// <param name="disclosure">What proofs show.</param>
    /// <exception cref="ModelException">The graph can't be expressed.</exception>
    public static LoweredProgram Lower(
        ModelGraph graph, IReadOnlyList<InputFormat> inputs, IReadOnlyDictionary<Value, ValueRange> ranges, Widths widths, Disclosure disclosure)
    {
        var lowering = new GraphLowering(graph, ranges, widths);
        for (var i = 0; i < graph.Inputs.Count; i++) lowering.Input(graph.Inputs[i], inputs[i]);
        foreach (var node in graph.Nodes) lowering.lowered[node.Output] = lowering.Lower(node);
        var program = lowering.program;
        // First all cells: the words of a commitment stand on consecutive rows.
        var limbs = graph.Outputs.Select(lowering.OutputLimbs).ToArray();
        if (disclosure.Input != Visibility.Private) program.PackedInputs.AddRange(graph.Inputs.Select(lowering.Packed));
        for (var o = 0; o < graph.Outputs.Count; o++)
        {
            var isScores = disclosure.Form == OutputForm.TopClass && o == 0;
            program.Outputs.Add(lowering.Pack(graph.Outputs[o], limbs[o], disclosure.Output == Visibility.Private || isScores));
        }
        return program;
    }

    private Lowered Lower(Node node) => node.Operator switch
    {
        Convolution or Dense => Weighted(node),
        ScaleShift => ScaleAndShift(node),
        LinearCombination combination => Combine(node, combination),
        Relu => Rectify(node),
        LeakyRelu leaky => Leaky(node, leaky.Slope),
        Clip clip => Clamp(node, clip),
        Absolute => Leaky(node, -1),
        Extremum extremum => Extreme(node, extremum.Maximum),
        Product => Multiply(node),
        ArgMax argMax => IndexOfMaximum(node, argMax),
        MaxPool pool => MaximumPool(node, pool),
        AveragePool pool => AverageOverWindows(node, pool),
        Reduction reduction => Reduce(node, reduction),
        Reshape => Rearrange(node, Structure.Reshape(node.Output.Shape)),
        Transpose transpose => Rearrange(node, Structure.Transpose(transpose.Permutation)),
        Slice slice => Rearrange(node, Structure.Select(node.Output.Shape, (d, i) => slice.Starts[d] + i * slice.Steps[d])),
        Broadcast => Rearrange(node, Structure.Broadcast(node.Output.Shape)),
        Padding padding => Pad(node, padding),
        Concatenation concatenation => Concatenate(node, concatenation.Axis),
        _ => throw new ModelException(DiagnosticIds.NotLowered,
            $"Node '{node.Name}' ({node.OnnxOperators}) has no circuit: remove it from the model, or compute it outside."),
    };

    private Lowered Result(Node node, Expression expression) => new(expression, ranges[node.Output], false, node.Name, node.OnnxOperators);

    // The value as an expression that its consumer may build on; what several consumers read gets cells, once.
    private Expression Lazy(Value value)
    {
        if (value.Constant is not null) return Constant(value);
        var known = lowered[value];
        return known.Relu || !known.Expression.IsView && uses[value] > 1 ? View(value) : known.Expression;
    }

    // The value as a combination of cells and constants.
    private Expression View(Value value)
    {
        if (value.Constant is not null) return Constant(value);
        var known = lowered[value];
        if (!known.Relu && known.Expression.IsView) return known.Expression;
        var storage = Suited(known.Expression, plan[value]);
        var view = known.Relu && known.Range.High > 0 && -known.Range.Low > widths.GuardRatio * known.Range.High
            ? Guarded(known, storage) : Cells(known.Expression, known.Range, known.Relu, storage, known.Name, known.Operators);
        lowered[value] = known with { Expression = view, Relu = false, Range = known.Relu ? known.Range.Positive : known.Range };
        return view;
    }

    // The wished storage, but for the innermost dimension: outputs of a tile are neighbours.
    private static Storage Suited(Expression expression, StorageWish wish)
    {
        foreach (var inner in InnerDimensions(expression))
        {
            if (inner != wish.Inner) wish = new StorageWish(inner, 1, 1);
        }
        return wish.For(expression.Shape);
    }

    // The innermost dimensions that the weighted terms need; more than one can't be had together.
    private static IEnumerable<int> InnerDimensions(Expression expression) => expression.Terms.OfType<WeightedTerm>()
        .Where(term => term.Operator is not ScaleShift).Select(term => WeightedMaps.Dimension(term.Operator, expression.Shape)).Distinct();

    // relu(x) = relu(x + relu(-x - T)): the inner part, at the coarse scale of all values, lifts what is below -T to about -T.
    private Expression Guarded(Lowered known, Storage storage)
    {
        var threshold = known.Range.High;
        var apart = known.Expression with { Terms = [.. known.Expression.Terms.Select(term => term is WeightedTerm weighted ? weighted with { Cache = new() } : term)] };
        var below = Cells(apart.Times(-1).Plus(-threshold), new(-2 * threshold, -known.Range.Low - threshold), true, storage, $"{known.Name} guard", known.Operators);
        program.Guards++;
        var unit = ((CellTerm)below.Terms[0]).Unit;
        return Cells(known.Expression.Plus(below), new(-threshold - unit, threshold), true, storage, known.Name, known.Operators);
    }

    private Expression Cells(Expression expression, ValueRange range, bool relu, Storage storage, string name, string operators) =>
        realiser.Requant(expression, storage, new CellRequest(name, operators, range, relu));

    // A view in cells of its own, row-major: every rearrangement of it can be addressed.
    private Expression Copy(Expression view, ValueRange range, Node node) => Copy(view, range, node, Storage.Plain(view.Shape, view.Shape.Length - 1));

    private Expression Copy(Expression view, ValueRange range, Node node, Storage storage) =>
        Cells(view, range, range.Low >= 0, storage, node.Name, node.OnnxOperators);

    private static Expression Constant(Value value)
    {
        var values = value.Constant!.Values;
        return new Expression(value.Shape, values.All(number => number == 0)
            ? [] : [new ConstantTerm(1, [.. values.Select(number => (double)number)], value.Shape, value.Constant.Source, false)]);
    }

    // An operand with the shape of the result.
    private Expression Operand(Value value, int[] shape, bool lazy)
    {
        if (value.Constant is not null)
        {
            var constant = Constant(value);
            var padded = Constants.Pad(constant.Shape, shape.Length);
            return new Expression(shape, [.. constant.Terms.Cast<ConstantTerm>().Select(term => term with { Shape = padded })]);
        }
        if (value.Shape.SequenceEqual(shape)) return lazy ? Lazy(value) : View(value);
        return Structure.Apply(View(value), shape, Structure.Broadcast(shape))!;
    }
}
