using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// Where the elements of a logical tensor stand in a block: one table per dimension, addresses add up. Position-major with one innermost
/// dimension (features), or that for each phase of a pooling window.
/// </summary>
/// <param name="Shape">Logical shape.</param>
/// <param name="Tables">Address tables.</param>
/// <param name="Inner">The innermost dimension; its elements are neighbours.</param>
/// <param name="Parts">Number of phases.</param>
/// <param name="PartSize">Cells of a phase.</param>
internal sealed record Storage(int[] Shape, int[][] Tables, int Inner, int Parts, int PartSize)
{
    /// <summary>All elements, features inner.</summary>
    public static Storage Plain(int[] shape, int inner) => Phased(shape, inner, 1, 1);

    /// <summary>
    /// Elements of equal (vertical, horizontal) index modulo the window (of dimensions 2 and 3) form a part; elements past the last whole
    /// window have no cell.
    /// </summary>
    public static Storage Phased(int[] shape, int inner, int vertical, int horizontal)
    {
        var windows = (int[])shape.Clone();
        if (vertical > 1) windows[2] /= vertical;
        if (horizontal > 1) windows[3] /= horizontal;
        var tables = new int[shape.Length][];
        var step = 1;
        foreach (var d in Enumerable.Range(0, shape.Length).OrderBy(d => d == inner ? 1 : 0).Reverse())
        {
            tables[d] = AddressTable.Steps(windows[d], step);
            step *= windows[d];
        }
        if (vertical > 1) tables[2] = Phases(tables[2], shape[2], vertical, horizontal * step);
        if (horizontal > 1) tables[3] = Phases(tables[3], shape[3], horizontal, step);
        return new Storage(shape, tables, inner, vertical * horizontal, step);
    }

    private static int[] Phases(int[] windows, int extent, int phases, int phaseStep)
    {
        var table = new int[extent];
        for (var i = 0; i < extent; i++)
            table[i] = i / phases < windows.Length ? windows[i / phases] + i % phases * phaseStep : AddressTable.Absent;
        return table;
    }

    /// <summary>The view of a block that is stored so.</summary>
    public CellTerm Term(Block block, double gain) => new(gain, block, 0, Tables, []);

    /// <summary>The logical element of every cell, row-major index; -1 for none.</summary>
    public int[] Elements()
    {
        var elements = Enumerable.Repeat(-1, Parts * PartSize).ToArray();
        var addresses = AddressTable.Merge(Tables);
        for (var i = 0; i < addresses.Length; i++)
        {
            if (addresses[i] != AddressTable.Absent) elements[addresses[i]] = i;
        }
        return elements;
    }
}

/// <summary>How values that get cells should be stored, so that what reads them finds contiguous runs.</summary>
/// <param name="Inner">The innermost dimension.</param>
/// <param name="Vertical">Phases of dimension 2.</param>
/// <param name="Horizontal">Phases of dimension 3.</param>
internal readonly record struct StorageWish(int Inner, int Vertical, int Horizontal)
{
    /// <summary>The storage of a shape.</summary>
    public Storage For(int[] shape) => Storage.Phased(shape, Inner, Vertical, Horizontal);
}

/// <summary>Decides the storage of every value of a graph from its consumers and its producer.</summary>
internal static class StoragePlan
{
    /// <summary>One wish for each value of a node or input.</summary>
    public static Dictionary<Value, StorageWish> Of(ModelGraph graph)
    {
        var wishes = new Dictionary<Value, StorageWish>();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            var own = Settle(wishes, node.Output, node.Operator);
            foreach (var input in node.Inputs)
            {
                if (input.Constant is null) Add(wishes, input, Wish(node.Operator, input, node.Output, own));
            }
        }
        foreach (var input in graph.Inputs) wishes[input] = Settle(wishes, input, null) with { Vertical = 1, Horizontal = 1 };
        return wishes;
    }

    private static StorageWish Settle(Dictionary<Value, StorageWish> wishes, Value value, Operator? producer)
    {
        if (!wishes.TryGetValue(value, out var wish)) wish = Default(value.Shape);
        // Outputs of a tile are neighbours, so the producer's features must be.
        if (producer is Convolution) wish = wish with { Inner = 1 };
        if (producer is Dense) wish = new(value.Shape.Length - 1, 1, 1);
        return wishes[value] = wish;
    }

    private static void Add(Dictionary<Value, StorageWish> wishes, Value value, StorageWish? wish)
    {
        if (wish is not { } wanted) return;
        if (!wishes.TryGetValue(value, out var known)) wishes[value] = wanted;
        else if (known != wanted) wishes[value] = new(known.Inner == wanted.Inner ? known.Inner : Default(value.Shape).Inner, 1, 1);
    }

    private static StorageWish? Wish(Operator consumer, Value input, Value output, StorageWish own) => consumer switch
    {
        Convolution => new(1, 1, 1),
        MaxPool pool when Tiles(pool.Kernel, pool.Strides, pool.PadsBegin, pool.PadsEnd) => new(1, pool.Kernel[0], pool.Kernel[1]),
        AveragePool pool when Tiles(pool.Kernel, pool.Strides, pool.PadsBegin, pool.PadsEnd) => new(1, pool.Kernel[0], pool.Kernel[1]),
        MaxPool or AveragePool => new(1, 1, 1),
        Dense => new(input.Shape.Length - 1, 1, 1),
        Relu or LeakyRelu or Clip or Absolute or Extremum or Product or LinearCombination or ScaleShift
            when input.Shape.SequenceEqual(output.Shape) => own,
        _ => null,
    };

    /// <summary>True if the windows neither overlap nor leave gaps nor reach outside.</summary>
    public static bool Tiles(int[] kernel, int[] strides, int[] begin, int[] end) =>
        kernel.SequenceEqual(strides) && begin.All(pad => pad == 0) && end.All(pad => pad == 0);

    private static StorageWish Default(int[] shape) => new(shape.Length > 1 ? 1 : 0, 1, 1);
}
