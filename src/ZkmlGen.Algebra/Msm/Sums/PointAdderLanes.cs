using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Additions in lanes. Pairs are taken in groups of as many as a register has lanes, and groups two by two, so that independent products overlap.
/// First every group's points are brought into lanes, and its differences of x are multiplied into one of two running products; then, after one inversion,
/// the groups are done backwards. Operands of products are kept in aligned memory of this instance: the stack is not aligned to registers of 64 bytes.
/// Coordinates in memory are below 2.4p ("stored").
/// </summary>
internal sealed unsafe partial class PointAdderLanes<I, T> : PointAdder
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private const int Block = FrVector.Block;

    /// <summary>Words of the points of a block in lanes, four limbs of x and four of y, each for eight points.</summary>
    private const int SideWords = 8 * Block;

    private readonly NativeBuffer<ulong> points = new();
    private readonly NativeBuffer<Wide<T>> prefixes = new();
    private readonly NativeBuffer<Wide<T>> differences = new();
    private readonly NativeBuffer<Wide<T>> temporaries = new();
    private readonly LaneInversion<I, T> inversion = new();

    public PointAdderLanes() => temporaries.Reserve(10);

    public override bool Add(PairList pairs, G1Affine* source, G1Affine* target)
    {
        var blocks = pairs.Pad(2 * Block) / Block;
        points.Reserve(2L * blocks * SideWords);
        var groups = blocks * Block / I.Width;
        prefixes.Reserve(groups + 2);
        differences.Reserve(groups);
        Multiply(pairs, source, blocks);
        if (!inversion.TryInvert(prefixes.Pointer + groups, prefixes.Pointer + groups + 1))
        {
            return false;
        }
        Finish(pairs, target, blocks);
        return true;
    }

    /// <summary>Brings the points into lanes; prefixes[g] = product of the differences of groups g - 2, g - 4, ...; the last two are the whole products.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Multiply(PairList pairs, G1Affine* source, int blocks)
    {
        Wide<T>* prefix = prefixes.Pointer, difference = differences.Pointer;
        LaneField<FqField, I, T>.Broadcast(FqField.R, out prefix[0]);
        LaneField<FqField, I, T>.Broadcast(FqField.R, out prefix[1]);
        var side = points.Pointer;
        for (var block = 0; block < blocks; block += 2)
        {
            uint* left = pairs.Left + block * Block, right = pairs.Right + block * Block;
            if (pairs.HasSigns && block + 2 < blocks)
            {
                Prefetch.Points(source, left + 2 * Block, 2 * Block);
                Prefetch.Points(source, right + 2 * Block, 2 * Block);
            }
            Gather(source, left, right, side);
            Gather(source, left + Block, right + Block, side + 2 * SideWords);
            for (var lane = 0; lane < Block; lane += I.Width, prefix += 2, difference += 2)
            {
                Difference(side + lane, difference);
                Difference(side + 2 * SideWords + lane, difference + 1);
                LaneField<FqField, I, T>.Multiply(prefix[0], difference[0], out prefix[2]);
                LaneField<FqField, I, T>.Multiply(prefix[1], difference[1], out prefix[3]);
            }
            side += 4 * SideWords;
        }
    }

    /// <summary>A block's two sides: the left points and then the right ones, in lanes.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Gather(G1Affine* source, uint* left, uint* right, ulong* side)
    {
        I.Transpose(new EvenRows(side, Block), new PointRows(source, left, shift: 1));
        I.Transpose(new EvenRows(side + SideWords, Block), new PointRows(source, right, shift: 1));
    }

    /// <summary>x2 - x1, tight, below 5.4p.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Difference(ulong* side, Wide<T>* result)
    {
        LaneField<FqField, I, T>.Load(side, out var x1);
        LaneField<FqField, I, T>.Load(side + SideWords, out var x2);
        LaneField<FqField, I, T>.Subtract(x2, x1, 3, out var difference);
        LaneField<FqField, I, T>.Tighten(difference, out var tight);
        *result = tight;
    }

    /// <summary>From the inverses of the whole products back to the sums.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Finish(PairList pairs, G1Affine* target, int blocks)
    {
        var groups = blocks * Block / I.Width;
        Wide<T>* prefix = prefixes.Pointer + groups, difference = differences.Pointer + groups;
        Wide<T>* even = prefix, odd = prefix + 1;
        var inverse = temporaries.Pointer;
        for (var block = blocks - 2; block >= 0; block -= 2)
        {
            var side = points.Pointer + 2L * block * SideWords;
            for (var lane = Block - I.Width; lane >= 0; lane -= I.Width)
            {
                prefix -= 2;
                difference -= 2;
                LaneField<FqField, I, T>.Multiply(*even, prefix[0], out inverse[0]);
                LaneField<FqField, I, T>.Multiply(*odd, prefix[1], out inverse[1]);
                LaneField<FqField, I, T>.Multiply(*even, difference[0], out *even);
                LaneField<FqField, I, T>.Multiply(*odd, difference[1], out *odd);
                Sum(side + lane, pairs, block * Block + lane, inverse);
            }
            Scatter(side, target, pairs.Targets + block * Block, pairs.Count - block * Block);
            Scatter(side + 2 * SideWords, target, pairs.Targets + (block + 1) * Block, pairs.Count - (block + 1) * Block);
        }
    }

    /// <summary>A block's sums to their targets; only count of them belong to pairs that are not padding.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Scatter(ulong* side, G1Affine* target, uint* targets, int count)
    {
        if (count >= Block)
        {
            I.Transpose(new PointRows(target, targets, shift: 0), new EvenRows(side, Block));
            return;
        }
        I.Transpose(new EvenRows(side, Block), new EvenRows(side, Block));
        for (var i = 0; i < count; i++)
        {
            target[targets[i]] = ((G1Affine*)side)[i];
        }
    }

    public override void Dispose()
    {
        points.Dispose();
        prefixes.Dispose();
        differences.Dispose();
        temporaries.Dispose();
        coordinates.Dispose();
        inversion.Dispose();
    }
}
