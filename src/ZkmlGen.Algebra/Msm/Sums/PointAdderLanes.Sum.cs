using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>One addition for each lane: with s = (y2 - y1) / (x2 - x1), x3 = s^2 - x1 - x2, y3 = s (x1 - x3) - y1.</summary>
internal sealed unsafe partial class PointAdderLanes<I, T>
{
    /// <summary>The sums of two groups take the place of their left points; step by step for both, so that a product need not wait for the one before.</summary>
    /// <param name="side">The first group; the second one is in the next block.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="first">The first group's first pair.</param>
    /// <param name="inverse">The inverses of both groups' differences; room for eight more values follows.</param>
    [MethodImpl(HotLoop.Options)]
    private static void Sum(ulong* side, PairList pairs, int first, Wide<T>* inverse)
    {
        Wide<T>* slope = inverse + 2, factor = slope + 2, product = factor + 2, ordinate = product + 2;
        var next = side + 2 * SideWords;
        SubtractOrdinates(side, pairs, first, ordinate, factor);
        SubtractOrdinates(next, pairs, first + Block, ordinate + 1, factor + 1);
        LaneField<FqField, I, T>.Multiply(factor[0], inverse[0], out slope[0]);
        LaneField<FqField, I, T>.Multiply(factor[1], inverse[1], out slope[1]);
        LaneField<FqField, I, T>.Square(slope[0], out product[0]);
        LaneField<FqField, I, T>.Square(slope[1], out product[1]);
        StoreAbscissa(side, product, factor);
        StoreAbscissa(next, product + 1, factor + 1);
        LaneField<FqField, I, T>.Multiply(slope[0], factor[0], out product[0]);
        LaneField<FqField, I, T>.Multiply(slope[1], factor[1], out product[1]);
        StoreOrdinate(side, product, ordinate);
        StoreOrdinate(next, product + 1, ordinate + 1);
    }

    /// <summary>ordinate = y1 and difference = y2 - y1, tight, below 6p; with the signs of the references.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void SubtractOrdinates(ulong* side, PairList pairs, int first, Wide<T>* ordinate, Wide<T>* difference)
    {
        LaneField<FqField, I, T>.Load(side + SideWords / 2, out var y1);
        LaneField<FqField, I, T>.Load(side + SideWords + SideWords / 2, out var y2);
        if (pairs.HasSigns)
        {
            LaneField<FqField, I, T>.NegateWhere(Signs(pairs.Left + first), y1, out y1);
            LaneField<FqField, I, T>.NegateWhere(Signs(pairs.Right + first), y2, out y2);
        }
        *ordinate = y1;
        LaneField<FqField, I, T>.Subtract(y2, y1, 3, out y2);
        LaneField<FqField, I, T>.Tighten(y2, out y2);
        *difference = y2;
    }

    /// <summary>Stores x3 = s^2 - x1 - x2; difference = x1 - x3, tight.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void StoreAbscissa(ulong* side, Wide<T>* square, Wide<T>* difference)
    {
        LaneField<FqField, I, T>.Load(side, out var x1);
        LaneField<FqField, I, T>.Load(side + SideWords, out var x2);
        // Below 7.3p.
        var x3 = *square;
        LaneField<FqField, I, T>.SubtractSum(x3, x1, x2, 6, out x3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 4);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 2);
        LaneField<FqField, I, T>.Tighten(x3, out x3);
        LaneField<FqField, I, T>.Store(x3, side);
        LaneField<FqField, I, T>.Subtract(x1, x3, 3, out x1);
        LaneField<FqField, I, T>.Tighten(x1, out x1);
        *difference = x1;
    }

    /// <summary>Stores y3 = s (x1 - x3) - y1.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void StoreOrdinate(ulong* side, Wide<T>* product, Wide<T>* ordinate)
    {
        // Below 4.3p.
        var y3 = *product;
        LaneField<FqField, I, T>.Subtract(y3, *ordinate, 3, out y3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref y3, 2);
        LaneField<FqField, I, T>.Tighten(y3, out y3);
        LaneField<FqField, I, T>.Store(y3, side + SideWords / 2);
    }

    /// <summary>Negative where the reference is to the negated point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Signs(uint* references) => I.Left(I.Widen((int*)references), 63);
}
