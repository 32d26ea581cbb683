using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Layout;

/// <summary>A layout and what it is predicted to cost.</summary>
internal sealed record LayoutChoice(Dimensions Size, CostEstimate Costs);

/// <summary>Chooses rows, lanes and tile shape for the least cost (docs/protocol.md, section 10).</summary>
internal sealed class LayoutSearch
{
    private const int LeastLogRows = 5;
    private const int MostLogRows = 22;
    private const int MostLanes = 64;
    private const int BlindingRows = 5;
    private const int BalancedGas = 450_000;
    private const double GasPerDoubling = 160_000;
    private static readonly int[] Sides = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32];
    private static readonly (int Least, int Most) WeightColumns = (4, 64);

    private readonly LoweredProgram program;
    private readonly int tableRows;
    private readonly bool hasSquares;
    private readonly long mapProducts;

    private LayoutSearch(LoweredProgram program)
    {
        this.program = program;
        tableRows = new Ranges(program.ValueBits, program.RemainderBits, program.TableWidths()).TableRows;
        hasSquares = program.Blocks.Any(block => block.Gadget == Gadget.Square);
        mapProducts = program.Maps.Where(map => map.Matrix is null).Sum(map => GeometryCost.Products(map.Factors));
    }

    /// <summary>The best layout.</summary>
    /// <exception cref="ModelException">No layout holds the model.</exception>
    public static LayoutChoice Choose(LoweredProgram program, Optimize optimize)
    {
        var search = new LayoutSearch(program);
        var trace = search.TraceShapes();
        var tiles = search.TileShapes();
        if (trace.Count == 0)
            throw new ModelException(DiagnosticIds.TooLarge,
                $"This model needs more than {MostLanes} x 2^{MostLogRows} cells: use a smaller network.");
        var choices = trace.SelectMany(shape => tiles.Select(tile => search.Measure(shape, tile)));
        LayoutChoice? best = null;
        foreach (var choice in choices)
        {
            if (best is null || IsBetter(choice.Costs, best.Costs, optimize)) best = choice;
        }
        return best!;
    }

    /// <summary>True if a suits the goal better than b.</summary>
    public static bool IsBetter(CostEstimate a, CostEstimate b, Optimize optimize) => optimize switch
    {
        Optimize.Gas => (a.VerifyGas, a.ProveMilliseconds).CompareTo((b.VerifyGas, b.ProveMilliseconds)) < 0,
        Optimize.Speed => (a.ProveMilliseconds, a.VerifyGas).CompareTo((b.ProveMilliseconds, b.VerifyGas)) < 0,
        _ => (Balance(a), a.VerifyGas).CompareTo((Balance(b), b.VerifyGas)) < 0,
    };

    // Time, but gas above the limit has to pay: a large model may exceed it rather than take many times as long.
    private static double Balance(CostEstimate costs) => costs.ProveMilliseconds * (1 + Math.Max(0, costs.VerifyGas - BalancedGas) / GasPerDoubling);

    // The least number of lanes for each number of rows.
    private List<(int LogRows, int Lanes, long CellRows)> TraceShapes()
    {
        var cells = program.Blocks.Sum(block => (long)block.Size);
        var shapes = new List<(int, int, long)>();
        for (var k = LeastLogRows; k <= MostLogRows; k++)
        {
            var active = (1 << k) - BlindingRows;
            if (tableRows > active) continue;
            var lanes = (int)Math.Max(1, Math.Min(MostLanes, cells / active));
            var rows = RowPlan.Rows(program, lanes);
            while (rows > active && lanes < MostLanes) rows = RowPlan.Rows(program, ++lanes);
            if (rows > active) continue;
            shapes.Add((k, lanes, rows));
            if (lanes == 1) break;
        }
        return shapes;
    }

    // One entry for each number of weight columns that no smaller number beats.
    private List<(int Outputs, int Inputs, long Rows, long Products)> TileShapes()
    {
        var shapes = from a in Sides from c in Sides where a * c >= WeightColumns.Least && a * c <= WeightColumns.Most
                     select (a, c, Rows: program.Matrices.Sum(matrix => matrix.TileRows(a, c)), Products: RunProducts(a, c));
        var best = shapes.GroupBy(shape => shape.a * shape.c).Select(group => group.OrderBy(shape => shape.Rows).ThenBy(shape => shape.Products).ThenBy(shape => shape.a).First());
        var kept = new List<(int, int, long, long)>();
        var least = long.MaxValue;
        foreach (var shape in best.OrderBy(shape => shape.a * shape.c))
        {
            if (shape.Rows >= least) continue;
            least = shape.Rows;
            kept.Add(shape);
        }
        return kept;
    }

    private long RunProducts(int a, int c) => program.Maps.Where(map => map.Matrix is not null).Sum(map => map.Matrix!.Matrix.Diagonal
        ? GeometryCost.Products(map.Factors, Divide(map.Matrix.Outputs, Math.Min(a, c)))
        : GeometryCost.Products(map.Factors, Divide(map.Matrix.Outputs, a), Divide(map.Matrix.Inputs, c)));

    private LayoutChoice Measure((int LogRows, int Lanes, long CellRows) trace, (int Outputs, int Inputs, long Rows, long Products) tile)
    {
        var words = program.Blocks.Where(block => block.Gadget == Gadget.Reveal).Sum(block => block.Size);
        var sizes = new LayoutSizes(
            1 << trace.LogRows, trace.Lanes, trace.CellRows, tableRows, tile.Outputs * tile.Inputs, tile.Rows, hasSquares, tile.Products, mapProducts, words);
        var costs = new CostEstimate(CostModel.Milliseconds(sizes), CostModel.Gas(sizes), CostModel.Commitments(sizes), CostModel.ProofBytes(sizes));
        return new LayoutChoice(new Dimensions(trace.LogRows, trace.Lanes, tile.Outputs, tile.Inputs, checked((int)tile.Rows)), costs);
    }

    private static int Divide(int value, int by) => (value + by - 1) / by;
}
