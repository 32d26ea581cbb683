using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Additions in lanes. Pairs are taken in groups of as many as a register has lanes, and groups two by two, so that independent products overlap.
/// First every group's points are brought into lanes, and its differences of x are multiplied into one of two running products; then, after one inversion,
/// the groups are done backwards. Coordinates in memory are below 2.4p, those of bases below p.
/// </summary>
internal sealed unsafe class PointAdderLanes<I, T> : PointAdder
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private const int Block = FrVector.Block;

    /// <summary>Words of the points of a block in lanes, four limbs of x and four of y, each for eight points.</summary>
    private const int SideWords = 8 * Block;

    private readonly NativeBuffer<ulong> points = new();
    private readonly NativeBuffer<Wide<T>> prefixes = new();
    private readonly LaneInversion<I, T> inversion = new();

    public override bool Add(PairList pairs, G1Affine* source, G1Affine* target)
    {
        var blocks = pairs.Pad(2 * Block) / Block;
        points.Reserve(2L * blocks * SideWords);
        prefixes.Reserve((long)blocks * Block / I.Width);
        Wide<T> even, odd;
        Multiply(pairs, source, blocks, &even, &odd);
        if (!inversion.TryInvert(ref even, ref odd))
        {
            return false;
        }
        Finish(pairs, target, blocks, &even, &odd);
        return true;
    }

    /// <summary>Brings the points into lanes; prefixes[g] = product of the differences of groups g - 2, g - 4, ...; even and odd are the whole products.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(PairList pairs, G1Affine* source, int blocks, Wide<T>* even, Wide<T>* odd)
    {
        LaneField<FqField, I, T>.Broadcast(FqField.R, out *even);
        *odd = *even;
        var side = points.Pointer;
        var prefix = prefixes.Pointer;
        Wide<T> difference0, difference1;
        for (var block = 0; block < blocks; block += 2)
        {
            Gather(source, pairs.Left + block * Block, pairs.Right + block * Block, side);
            Gather(source, pairs.Left + (block + 1) * Block, pairs.Right + (block + 1) * Block, side + 2 * SideWords);
            for (var lane = 0; lane < Block; lane += I.Width, prefix += 2)
            {
                Difference(side + lane, out difference0);
                Difference(side + 2 * SideWords + lane, out difference1);
                prefix[0] = *even;
                prefix[1] = *odd;
                LaneField<FqField, I, T>.Multiply(*even, difference0, out *even);
                LaneField<FqField, I, T>.Multiply(*odd, difference1, out *odd);
            }
            side += 4 * SideWords;
        }
    }

    /// <summary>Two blocks' sides: the left points and then the right ones, in lanes.</summary>
    private static void Gather(G1Affine* source, uint* left, uint* right, ulong* side)
    {
        for (var i = 0; i < Block; i++)
        {
            ((G1Affine*)side)[i] = source[left[i] >> 1];
            ((G1Affine*)(side + SideWords))[i] = source[right[i] >> 1];
        }
        I.Transpose(side, Block, side, Block);
        I.Transpose(side + SideWords, Block, side + SideWords, Block);
    }

    /// <summary>x2 - x1, tight, below 5.4p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Difference(ulong* side, out Wide<T> difference)
    {
        LaneField<FqField, I, T>.Load(side, out var x1);
        LaneField<FqField, I, T>.Load(side + SideWords, out var x2);
        LaneField<FqField, I, T>.Subtract(x2, x1, 3, out x2);
        LaneField<FqField, I, T>.Tighten(x2, out difference);
    }

    /// <summary>From the inverses of the whole products back to the sums.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(PairList pairs, G1Affine* target, int blocks, Wide<T>* even, Wide<T>* odd)
    {
        var prefix = prefixes.Pointer + blocks * Block / I.Width;
        Wide<T> inverse0, inverse1, difference;
        for (var block = blocks - 2; block >= 0; block -= 2)
        {
            var side = points.Pointer + 2L * block * SideWords;
            for (var lane = Block - I.Width; lane >= 0; lane -= I.Width)
            {
                prefix -= 2;
                LaneField<FqField, I, T>.Multiply(*even, prefix[0], out inverse0);
                LaneField<FqField, I, T>.Multiply(*odd, prefix[1], out inverse1);
                Difference(side + lane, out difference);
                LaneField<FqField, I, T>.Multiply(*even, difference, out *even);
                Difference(side + 2 * SideWords + lane, out difference);
                LaneField<FqField, I, T>.Multiply(*odd, difference, out *odd);
                var first = block * Block + lane;
                Sum(side + lane, pairs.Left + first, pairs.Right + first, inverse0);
                first += Block;
                Sum(side + 2 * SideWords + lane, pairs.Left + first, pairs.Right + first, inverse1);
            }
            Scatter(side, target, pairs.Targets + block * Block, pairs.Count - block * Block);
            Scatter(side + 2 * SideWords, target, pairs.Targets + (block + 1) * Block, pairs.Count - (block + 1) * Block);
        }
    }

    /// <summary>The sums of a group take the place of its left points.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(ulong* side, uint* left, uint* right, in Wide<T> inverse)
    {
        Wide<T> x1, x2, y1, slope, x3, y3;
        LoadY(side, left, out y1);
        LoadY(side + SideWords, right, out y3);
        // y2 - y1 < 5.4p
        LaneField<FqField, I, T>.Subtract(y3, y1, 3, out y3);
        LaneField<FqField, I, T>.Tighten(y3, out y3);
        LaneField<FqField, I, T>.Multiply(y3, inverse, out slope);
        LaneField<FqField, I, T>.Square(slope, out x3);
        LaneField<FqField, I, T>.Load(side, out x1);
        LaneField<FqField, I, T>.Load(side + SideWords, out x2);
        // s^2 - x1 - x2 < 7.3p
        LaneField<FqField, I, T>.Subtract(x3, x1, 3, out x3);
        LaneField<FqField, I, T>.Subtract(x3, x2, 3, out x3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 4);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 2);
        LaneField<FqField, I, T>.Tighten(x3, out x3);
        LaneField<FqField, I, T>.Subtract(x1, x3, 3, out x1);
        LaneField<FqField, I, T>.Tighten(x1, out x1);
        LaneField<FqField, I, T>.Multiply(slope, x1, out slope);
        // s (x1 - x3) - y1 < 4.3p
        LaneField<FqField, I, T>.Subtract(slope, y1, 3, out y3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref y3, 2);
        LaneField<FqField, I, T>.Tighten(y3, out y3);
        LaneField<FqField, I, T>.Store(x3, side);
        LaneField<FqField, I, T>.Store(y3, side + SideWords / 2);
    }

    /// <summary>y or -y, as the references say; only references to canonical points have a sign. Loose, stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadY(ulong* side, uint* references, out Wide<T> y)
    {
        LaneField<FqField, I, T>.Load(side + SideWords / 2, out y);
        var negative = I.And(I.Widen((int*)references), I.Create(1UL));
        LaneField<FqField, I, T>.NegateWhere(I.Subtract(I.Create(0UL), negative), y, out y);
    }

    /// <summary>A block's sums to their targets; only count of them belong to pairs that are not padding.</summary>
    private static void Scatter(ulong* side, G1Affine* target, uint* targets, int count)
    {
        I.Transpose(side, Block, side, Block);
        for (var i = 0; i < Math.Min(count, Block); i++)
        {
            target[targets[i]] = ((G1Affine*)side)[i];
        }
    }

    public override void Dispose()
    {
        points.Dispose();
        prefixes.Dispose();
        inversion.Dispose();
    }
}
