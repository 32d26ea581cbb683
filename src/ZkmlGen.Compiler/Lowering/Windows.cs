using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Output indices of one direction whose windows hold the same taps, Count of them from First on.</summary>
internal sealed record WindowClass(int[] Outputs, int First, int Count);

/// <summary>Sums over windows and axes as terms of views.</summary>
internal static class Windows
{
    /// <summary>The classes of windows: index of a tap = output stride - pad + tap dilation, taps outside 0 .. extent - 1 are left out.</summary>
    public static List<WindowClass> Classes(int outputs, int extent, int kernel, int stride, int pad, int dilation) =>
    [
        .. Enumerable.Range(0, outputs)
            .GroupBy(output =>
            {
                var start = output * stride - pad;
                var taps = Enumerable.Range(0, kernel).Where(tap => start + tap * dilation >= 0 && start + tap * dilation < extent).ToArray();
                return taps.Length == 0 ? (0, 0) : (taps[0], taps.Length);
            })
            .Where(group => group.Key.Item2 > 0)
            .Select(group => new WindowClass([.. group], group.Key.Item1, group.Key.Item2)),
    ];

    /// <summary>The sum of a term over whole axes, which keep extent 1.</summary>
    public static IEnumerable<Term> Sum(Term term, int[] shape, int[] axes)
    {
        IEnumerable<Term> terms = [term];
        foreach (var axis in axes) terms = terms.SelectMany(summand => Sum(summand, shape, axis)).ToArray();
        return terms;
    }

    private static IEnumerable<Term> Sum(Term term, int[] shape, int axis) => term switch
    {
        CellTerm cells => AddressTable.Segments(cells.Tables[axis]).Select(segment => cells with
        {
            Tables = Replace(cells.Tables, axis, [segment.Offset]),
            Sums = [.. cells.Sums, .. segment.Axes.Where(step => step.Count > 1).Select(step => new SumLoop(step.Count, step.Stride))],
        }),
        ConstantTerm constant => [Sum(constant, shape, axis)],
        _ => throw new System.InvalidOperationException("A weighted term is no view."),
    };

    private static ConstantTerm Sum(ConstantTerm term, int[] shape, int axis)
    {
        if (term.Shape[axis] == 1) return term with { Gain = term.Gain * shape[axis] };
        var strides = Shapes.Strides(term.Shape);
        var reduced = (int[])term.Shape.Clone();
        reduced[axis] = 1;
        var sums = Shapes.Offsets(reduced, strides, 0)
            .Select(offset => Enumerable.Range(0, term.Shape[axis]).Sum(i => term.Values[offset + i * strides[axis]])).ToArray();
        return new ConstantTerm(term.Gain, sums, reduced, null, term.IsPublic);
    }

    /// <summary>The sum over the taps of the windows of a class, as terms that exist at the class's outputs only.</summary>
    public static IEnumerable<CellTerm> Sum(CellTerm term, int dimension, WindowClass windows, int outputs, int stride, int pad, int dilation)
    {
        int[] Tap(int tap)
        {
            var table = Enumerable.Repeat(AddressTable.Absent, outputs).ToArray();
            foreach (var output in windows.Outputs) table[output] = term.Tables[dimension][output * stride - pad + tap * dilation];
            return table;
        }
        var taps = Enumerable.Range(windows.First, windows.Count).Select(Tap).ToArray();
        if (taps.Length == 1) return [term with { Tables = Replace(term.Tables, dimension, taps[0]) }];
        var step = CommonStep(taps, windows.Outputs);
        return step is { } distance
            ? [term with { Tables = Replace(term.Tables, dimension, taps[0]), Sums = [.. term.Sums, new SumLoop(windows.Count, distance)] }]
            : taps.Select(table => term with { Tables = Replace(term.Tables, dimension, table) });
    }

    private static int? CommonStep(int[][] taps, int[] outputs)
    {
        var step = taps[1][outputs[0]] - taps[0][outputs[0]];
        foreach (var output in outputs)
        for (var tap = 0; tap < taps.Length; tap++)
        {
            if (taps[tap][output] == AddressTable.Absent || taps[tap][output] != taps[0][output] + tap * step) return null;
        }
        return step;
    }

    /// <summary>The tables with one replaced.</summary>
    public static int[][] Replace(int[][] tables, int dimension, int[] table)
    {
        var replaced = (int[][])tables.Clone();
        replaced[dimension] = table;
        return replaced;
    }
}
