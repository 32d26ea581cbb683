using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

internal sealed partial class GraphLowering
{
    private Lowered MaximumPool(Node node, MaxPool pool)
    {
        var input = node.Inputs[0];
        var known = lowered[input];
        var pending = known.Relu || !known.Expression.IsView;
        if (pending && uses[input] == 1 && InnerDimensions(known.Expression).All(inner => inner == 1) && StoragePlan.Tiles(pool.Kernel, pool.Strides, pool.PadsBegin, pool.PadsEnd) && pool.Dilations.All(step => step == 1))
            return ChainPool(node, pool, known);
        return PoolCells(node, pool);
    }

    // The window's maximum costs no cells: its elements' own requant rows are chained.
    private Lowered ChainPool(Node node, MaxPool pool, Lowered known)
    {
        var storage = Storage.Phased(node.Inputs[0].Shape, 1, pool.Kernel[0], pool.Kernel[1]);
        var request = new CellRequest(known.Name, $"{known.Operators}+{node.OnnxOperators}", known.Range, known.Relu, Chain: true);
        var phases = realiser.Requant(known.Expression, storage, request);
        var terms = phases.Terms.Select(term => term is CellTerm cells ? cells with
        {
            Tables = [.. cells.Tables.Select((table, d) => d < 2 ? table : Every(table, pool.Kernel[d - 2], node.Output.Shape[d]))],
            Sums = storage.Parts > 1 ? [new SumLoop(storage.Parts, storage.PartSize)] : [],
        } : term);
        return Result(node, new Expression(node.Output.Shape, [.. terms]));
    }

    private static int[] Every(int[] table, int step, int count) => [.. Enumerable.Range(0, count).Select(i => table[i * step])];

    // Windows in general: rows first, then columns, as m + relu(x - m) over cells that are there already.
    private Lowered PoolCells(Node node, MaxPool pool)
    {
        var view = View(node.Inputs[0]);
        var range = CellRange(view) ?? ranges[node.Inputs[0]];
        for (var direction = 1; direction >= 0; direction--)
        {
            var (d, kernel, stride, pad, dilation) = (direction + 2, pool.Kernel[direction], pool.Strides[direction], pool.PadsBegin[direction], pool.Dilations[direction]);
            var outputs = node.Output.Shape[d];
            var extent = view.Shape[d];
            var shape = (int[])view.Shape.Clone();
            shape[d] = outputs;
            int Source(int output, int tap) => output * stride - pad + tap * dilation;
            var taps = Enumerable.Range(0, kernel).OrderByDescending(tap => Enumerable.Range(0, outputs).Count(o => Source(o, tap) >= 0 && Source(o, tap) < extent)).ToArray();
            var candidates = taps.Select(tap => Structure.Apply(view, shape, Structure.Select(shape, (k, i) => k == d ? Source(i, tap) : i))!).ToArray();
            var isPresent = taps.Select(tap => Enumerable.Range(0, outputs).Select(o => Source(o, tap) >= 0 && Source(o, tap) < extent).ToArray()).ToArray();
            view = Maximum(node, candidates, range, (tap, index) => isPresent[tap][index], d);
        }
        return Result(node, view);
    }

    // What the cells of a view can hold: differences of such values need no more bits than the cells have, so that they are exact.
    private static ValueRange? CellRange(Expression view) => view.Terms is [CellTerm { Sums.Count: 0 } cells] && cells.Block.Gadget != Circuit.Gadget.Square
        ? new ValueRange(cells.Block.Low, cells.Block.Low + (1L << cells.Block.Bits) - 1).Times(cells.Unit) : null;

    // max(c_0, c_1, ...) of views; a candidate that is absent at an index of the dimension takes no part there.
    private Expression Maximum(Node node, Expression[] candidates, ValueRange range, Func<int, int, bool> isPresent, int dimension)
    {
        var shape = candidates[0].Shape;
        var storage = plan[node.Output].For(shape);
        var everywhere = Enumerable.Range(0, shape[dimension]).All(i => isPresent(0, i));
        // Padding never wins: where no candidate is present everywhere, the least possible value is the start.
        var maximum = everywhere ? candidates[0] : new Expression(shape, []).Plus(range.Low);
        for (var k = everywhere ? 1 : 0; k < candidates.Length; k++)
        {
            var tap = k;
            var present = Structure.Select(shape, (d, i) => d == dimension && !isPresent(tap, i) ? -1 : i);
            var difference = Structure.Apply(candidates[k].Plus(maximum.Times(-1)), shape, present)!;
            maximum = maximum.Plus(Cells(difference, new ValueRange(range.Low - range.High, range.High - range.Low), true, storage, node.Name, node.OnnxOperators));
        }
        return maximum;
    }

    private Lowered AverageOverWindows(Node node, AveragePool pool)
    {
        var view = View(node.Inputs[0]);
        if (view.Terms.Any(term => term is not CellTerm)) view = Copy(view, ranges[node.Inputs[0]], node, plan[node.Inputs[0]].For(view.Shape));
        var terms = view.Terms.Cast<CellTerm>();
        for (var direction = 0; direction < 2; direction++)
        {
            var (d, kernel, stride, pad) = (direction + 2, pool.Kernel[direction], pool.Strides[direction], pool.PadsBegin[direction]);
            var outputs = node.Output.Shape[d];
            var classes = Windows.Classes(outputs, view.Shape[d], kernel, stride, pad, 1);
            terms = [.. terms.SelectMany(term => classes.SelectMany(windows => Windows.Sum(term, d, windows, outputs, stride, pad, 1)
                .Select(sum => (CellTerm)sum.Times(1.0 / Divisor(pool, direction, windows, view.Shape[d])))))];
        }
        return Result(node, new Expression(node.Output.Shape, [.. terms]));
    }

    // With counted padding, windows that reach past the padded image (ceil mode) count only what the padding holds.
    private static int Divisor(AveragePool pool, int direction, WindowClass windows, int extent)
    {
        if (!pool.CountPadding) return windows.Count;
        var start = windows.Outputs[0] * pool.Strides[direction] - pool.PadsBegin[direction];
        return Math.Min(start + pool.Kernel[direction], extent + pool.PadsEnd[direction]) - start;
    }
}
