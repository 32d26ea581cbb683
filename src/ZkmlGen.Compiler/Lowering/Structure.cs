using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// A rearrangement of a tensor as a map of address tables: tables of the operand to an offset and tables of the result; null if the result's
/// addresses don't separate by dimension.
/// </summary>
internal delegate (int Offset, int[][] Tables)? Rearrangement(int[][] tables);

/// <summary>The structural operators: they cost no cells, they only change address tables.</summary>
internal static class Structure
{
    /// <summary>Output dimension d is input dimension permutation[d].</summary>
    public static Rearrangement Transpose(int[] permutation) => tables => (0, [.. permutation.Select(d => tables[d])]);

    /// <summary>Output index i of dimension d is input index source(d, i), or nothing where that is outside.</summary>
    public static Rearrangement Select(int[] shape, Func<int, int, int> source) => tables => (0, [.. shape.Select((extent, d) =>
        Enumerable.Range(0, extent).Select(i => source(d, i)).Select(i => i >= 0 && i < tables[d].Length ? tables[d][i] : AddressTable.Absent).ToArray())]);

    /// <summary>Repeats dimensions of size 1, and adds missing ones in front.</summary>
    public static Rearrangement Broadcast(int[] shape) => tables => (0, [.. shape.Select((extent, d) =>
    {
        var source = d - (shape.Length - tables.Length);
        if (source < 0) return new int[extent];
        return tables[source].Length == extent ? tables[source] : [.. Enumerable.Repeat(tables[source][0], extent)];
    })]);

    /// <summary>The same elements in row-major order with another shape.</summary>
    public static Rearrangement Reshape(int[] shape) => tables =>
    {
        var result = new List<int[]>();
        var offset = 0;
        for (int from = 0, to = 0; from < tables.Length || to < shape.Length;)
        {
            // The shortest groups of dimensions with equal products.
            var (fromEnd, toEnd) = (from, to);
            long left = 1, right = 1;
            do
            {
                if (left <= right && fromEnd < tables.Length) left *= tables[fromEnd++].Length;
                else right *= shape[toEnd++];
            }
            while (left != right);
            var group = shape.Skip(to).Take(toEnd - to).ToArray();
            if (AddressTable.Split(AddressTable.Merge([.. tables.Skip(from).Take(fromEnd - from)]), group) is not { } split) return null;
            offset += split.Offset;
            result.AddRange(split.Tables);
            (from, to) = (fromEnd, toEnd);
        }
        return (offset, [.. result]);
    };

    /// <summary>Applies a rearrangement to a view; null if the result of a term can't be addressed.</summary>
    public static Expression? Apply(Expression view, int[] shape, Rearrangement rearrangement)
    {
        var terms = new List<Term>();
        foreach (var term in view.Terms)
        {
            var result = term switch
            {
                CellTerm cells => Apply(cells, rearrangement),
                ConstantTerm constant => Apply(constant, view.Shape, shape, rearrangement),
                _ => throw new InvalidOperationException("A weighted term is no view."),
            };
            if (result is null) return null;
            terms.Add(result);
        }
        return new Expression(shape, terms);
    }

    private static Term? Apply(CellTerm term, Rearrangement rearrangement) =>
        rearrangement(term.Tables) is { } result ? term with { Offset = term.Offset + result.Offset, Tables = result.Tables } : null;

    // A constant is addressed like cells, and gathered again afterwards.
    private static ConstantTerm Apply(ConstantTerm term, int[] from, int[] to, Rearrangement rearrangement)
    {
        if (term.Values.Length == 1 && rearrangement([.. from.Select(extent => new int[extent])]) is { Offset: 0 } uniform
            && uniform.Tables.All(table => table.All(entry => entry == 0)))
            return term with { Shape = [.. to.Select(_ => 1)], Source = null };
        var values = Constants.Expand(term.Values, term.Shape, from);
        var strides = Shapes.Strides(from);
        var tables = from.Select((extent, d) => AddressTable.Steps(extent, strides[d])).ToArray();
        var moved = rearrangement(tables) is { } result ? (result.Offset, AddressTable.Merge(result.Tables)) : (0, AddressTable.Steps(values.Length, 1));
        var gathered = moved.Item2.Select(entry => entry == AddressTable.Absent ? 0 : values[entry + moved.Item1]).ToArray();
        return new ConstantTerm(term.Gain, gathered, to, null, term.IsPublic);
    }
}

/// <summary>Constants that broadcast.</summary>
internal static class Constants
{
    /// <summary>The values of shape from, repeated to shape to (of equal rank).</summary>
    public static double[] Expand(double[] values, int[] from, int[] to)
    {
        if (from.SequenceEqual(to)) return values;
        return [.. Shapes.BroadcastOffsets(from, to).Select(offset => values[offset])];
    }

    /// <summary>The shape with ones in front up to a rank.</summary>
    public static int[] Pad(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];
}
