using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Adds the maps that compute the pre values of one block.</summary>
/// <param name="program">Where maps and matrices go.</param>
/// <param name="target">The block.</param>
/// <param name="storage">Where the logical elements stand in it.</param>
internal sealed class MapBuilder(LoweredProgram program, Block target, Storage storage)
{
    /// <summary>The block.</summary>
    public Block Target => target;

    /// <summary>Its storage.</summary>
    public Storage Storage => storage;

    /// <summary>Value times act of a view's term, element by element.</summary>
    public void Cells(CellTerm term, BigInteger value)
    {
        if (value.IsZero) return;
        var factors = Enumerable.Range(0, storage.Shape.Length).SelectMany(d => Dimension(d, term.Tables[d])).Concat(Sums(term));
        Add(0, term.Block, null, value, new Run(0, term.Offset, 0, 1, 0, 0, 0), factors);
    }

    /// <summary>The same integer in all cells of a part, or of all parts (-1).</summary>
    public void Constant(BigInteger value, int part = -1)
    {
        if (value.IsZero) return;
        var count = part < 0 ? target.Size : target.PartSize;
        var offset = new Run(Math.Max(part, 0) * target.PartSize, 0, 0, 1, 0, 0, 0);
        Add(Math.Max(part, 0), program.One, null, value, offset, [Loop(count, 1, 0, 0)]);
    }

    /// <summary>Subtracts the earlier parts from a part: the chain of a max-pool.</summary>
    public void Chain(int part, BigInteger value)
    {
        var offset = new Run(part * target.PartSize, 0, 0, 1, 0, 0, 0);
        Add(part, target, null, value, offset, [Loop(part, 0, target.PartSize, 0), Loop(target.PartSize, 1, 1, 0)]);
    }

    /// <summary>Weight blocks at the placement, if it holds anything.</summary>
    public void Weights(WeightBlocks matrix, CellTerm term, BigInteger value, Run offset, IEnumerable<Factor> factors) =>
        Add(0, term.Block, matrix, value, offset, factors.Concat(Sums(term)));

    /// <summary>A column of weights from the constant cell.</summary>
    public void Bias(WeightBlocks matrix, BigInteger value, IEnumerable<Factor> factors) =>
        Add(0, program.One, matrix, value, new Run(0, 0, 0, 1, 0, 0, 0), factors);

    /// <summary>The pairs of cells that agree in a dimension's logical index.</summary>
    public IEnumerable<Factor> Dimension(int d, int[] table) => Pairs(d, Enumerable.Range(0, storage.Shape[d]).Select(i => (i, i, 0)), table);

    /// <summary>Factors for pairs (output index, input index, tile) of a dimension; those without a cell are left out.</summary>
    public IEnumerable<Factor> Pairs(int d, IEnumerable<(int Output, int Input, int Tile)> pairs, int[] table) => RunCover.Factorise(Runs(d, pairs, table));

    /// <summary>The runs of <see cref="Pairs"/>; empty if no pair has cells.</summary>
    public List<Run> Runs(int d, IEnumerable<(int Output, int Input, int Tile)> pairs, int[] table)
    {
        var points = new List<Point>();
        foreach (var (output, input, tile) in pairs)
        {
            if (input < 0 || input >= table.Length || table[input] == AddressTable.Absent) continue;
            if (storage.Tables[d][output] == AddressTable.Absent) continue;
            points.Add(new Point(storage.Tables[d][output], table[input], tile));
        }
        return RunCover.Cover(points);
    }

    /// <summary>A factor of one run.</summary>
    public static Factor Loop(int count, int outputStep, int inputStep, int tileStep) =>
        new(new[] { new Run(0, 0, 0, count, outputStep, inputStep, tileStep) });

    private static IEnumerable<Factor> Sums(CellTerm term) => term.Sums.Select(sum => Loop(sum.Count, 0, sum.Step, 0));

    private void Add(int part, Block source, WeightBlocks? matrix, BigInteger value, Run offset, IEnumerable<Factor> factors)
    {
        var (simplified, kept) = RunCover.Simplify(offset, factors);
        // A dimension in which nothing meets leaves nothing of the product.
        if (kept.Any(factor => factor.Runs.Count == 0)) return;
        program.Maps.Add(new LinearMap(target, part, source, matrix, value, simplified, kept));
    }
}
