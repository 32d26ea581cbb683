using System;
using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Generator.Emit.Placements;

/// <summary>
/// The order in which the transposed placement is summed, one factor at a time: before a level the sums are vectors, one per tile that the remaining
/// factors still tell apart; a level adds shifted multiples of them to fewer, longer vectors. So the work is a sum over factors, not their product.
/// </summary>
internal sealed class FoldPlan
{
    // Beyond this the least-cost order is not searched any more.
    private const int SearchLimit = 7;

    public FoldPlan(Nest nest, int width)
    {
        Scalars = [.. nest.Factors.Where(factor => !factor.MovesInput && !factor.MovesTile)];
        var factors = nest.Factors.Except(Scalars).ToArray();
        var order = factors.Length <= SearchLimit ? Cheapest(factors, width).Order : [.. factors.OrderBy(factor => factor.InputReach)];
        Levels = [.. Describe(order, width)];
    }

    /// <summary>Factors that only repeat outputs: they are numbers.</summary>
    public NestFactor[] Scalars { get; }

    /// <summary>The levels in order; the last one has a single vector, the cells.</summary>
    public FoldLevel[] Levels { get; }

    private static IEnumerable<FoldLevel> Describe(NestFactor[] order, int width)
    {
        for (var i = 0; i < order.Length; i++)
        {
            yield return new FoldLevel(order[i], [.. order.Skip(i + 1).Where(factor => factor.MovesTile)], width);
            width += order[i].InputReach;
        }
    }

    private static (NestFactor[] Order, double Cost) Cheapest(NestFactor[] factors, int width)
    {
        var best = (Order: factors, Cost: factors.Length == 0 ? 0 : double.PositiveInfinity);
        foreach (var first in factors)
        {
            var rest = factors.Where(factor => factor != first).ToArray();
            var cost = new FoldLevel(first, rest, width).Cost;
            if (cost >= best.Cost) continue;
            var (order, restCost) = Cheapest(rest, width + first.InputReach);
            if (cost + restCost < best.Cost) best = ([first, .. order], cost + restCost);
        }
        return best;
    }
}

/// <summary>Sums one factor.</summary>
/// <param name="factor">The factor.</param>
/// <param name="remaining">The factors after it that move the tile.</param>
/// <param name="width">Length of the vectors before it.</param>
internal sealed class FoldLevel(NestFactor factor, NestFactor[] remaining, int width)
{
    // An addition costs this much of a multiplication.
    private const double Addition = 0.2;

    public NestFactor Factor { get; } = factor;

    public NestFactor[] Remaining { get; } = remaining;

    public int SourceWidth { get; } = width;

    public int TargetWidth { get; } = width + factor.InputReach;

    /// <summary>Number of vectors after it.</summary>
    public int Vectors => Remaining.Aggregate(1, (product, next) => product * next.TileExtent);

    /// <summary>Field multiplications.</summary>
    public double Cost => (double)Vectors * Factor.Elements * SourceWidth * (Factor.MovesOutput ? 1 : Addition);

    /// <summary>Distance of the vectors of neighbouring tiles of each remaining factor, in the order of <see cref="Remaining"/>.</summary>
    public int[] Strides()
    {
        var strides = new int[Remaining.Length];
        var stride = TargetWidth;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Remaining[i].TileExtent;
        }
        return strides;
    }
}
