using System;
using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Offsets of cells per logical index of a dimension: what views are made of.</summary>
internal static class AddressTable
{
    /// <summary>Marks an index at which a view has no cell (padding, other operands of a concatenation).</summary>
    public const int Absent = int.MinValue;

    /// <summary>0, step, 2 step, ...</summary>
    public static int[] Steps(int count, int step)
    {
        var table = new int[count];
        for (var i = 0; i < count; i++) table[i] = i * step;
        return table;
    }

    /// <summary>One table for several dimensions in row-major order.</summary>
    public static int[] Merge(IReadOnlyList<int[]> tables)
    {
        int[] merged = [0];
        foreach (var table in tables)
        {
            var next = new int[merged.Length * table.Length];
            for (var i = 0; i < merged.Length; i++)
            for (var k = 0; k < table.Length; k++)
                next[i * table.Length + k] = merged[i] == Absent || table[k] == Absent ? Absent : merged[i] + table[k];
            merged = next;
        }
        return merged;
    }

    /// <summary>Cuts a table into one per dimension of a shape (row-major) plus an offset; null if the addresses don't separate.</summary>
    public static (int Offset, int[][] Tables)? Split(int[] table, IReadOnlyList<int> shape)
    {
        var present = Array.FindIndex(table, entry => entry != Absent);
        if (present < 0) return (0, [.. shape.Select(count => Enumerable.Repeat(Absent, count).ToArray())]);
        var tables = new int[shape.Count][];
        var stride = table.Length;
        for (var d = 0; d < shape.Count; d++)
        {
            stride /= shape[d];
            var zero = present - present / stride % shape[d] * stride;
            tables[d] = new int[shape[d]];
            for (var i = 0; i < shape[d]; i++)
            {
                var entry = table[zero + i * stride];
                tables[d][i] = entry == Absent ? Absent : entry - table[present];
            }
        }
        var merged = Merge(tables);
        for (var i = 0; i < table.Length; i++)
        {
            var expected = merged[i] == Absent ? Absent : merged[i] + table[present];
            if (expected != table[i]) return null;
        }
        return (table[present], tables);
    }

    /// <summary>
    /// Cuts a table into ranges without absent entries, each a full mixed-radix progression: axes most significant first, in table order.
    /// </summary>
    public static List<Segment> Segments(int[] table)
    {
        var segments = new List<Segment>();
        for (var start = 0; start < table.Length;)
        {
            if (table[start] == Absent) { start++; continue; }
            var end = start;
            while (end < table.Length && table[end] != Absent) end++;
            start = Cut(table, start, end, segments);
        }
        return segments;
    }

    private static int Cut(int[] table, int start, int end, List<Segment> segments)
    {
        var axes = new List<Axis>();
        var size = 1;
        // Each round: how often does the block of size cells repeat at a constant distance?
        while (start + size < end)
        {
            var step = table[start + size] - table[start];
            var count = 1;
            while (start + (count + 1) * size <= end && Repeats(table, start, size, count, step)) count++;
            if (count == 1) break;
            axes.Insert(0, new Axis(count, step));
            size *= count;
        }
        segments.Add(new Segment(start, size, table[start], axes.Count == 0 ? [new Axis(1, 1)] : [.. axes]));
        return start + size;
    }

    private static bool Repeats(int[] table, int start, int size, int count, int step)
    {
        for (var i = 0; i < size; i++)
        {
            if (table[start + count * size + i] != table[start + i] + count * step) return false;
        }
        return true;
    }
}

/// <summary>Entries Start .. Start + Count - 1 of a table: Offset plus mixed-radix steps.</summary>
internal sealed record Segment(int Start, int Count, int Offset, Axis[] Axes);
