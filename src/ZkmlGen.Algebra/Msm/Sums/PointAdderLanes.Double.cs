using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Doublings: with s = 3 x^2 / 2 y, x3 = s^2 - 2 x, y3 = s (x - x3) - y. Points stay in lanes from one doubling to the next.</summary>
internal sealed unsafe partial class PointAdderLanes<I, T>
{
    /// <summary>x and y of each group, in turn.</summary>
    private readonly NativeBuffer<Wide<T>> coordinates = new();

    public override bool Double(G1Affine* source, G1Affine* target, int count, int times)
    {
        var blocks = (count + 2 * Block - 1) / (2 * Block) * 2;
        var groups = blocks * Block / I.Width;
        points.Reserve(SideWords);
        coordinates.Reserve(2L * groups);
        prefixes.Reserve(groups + 2);
        differences.Reserve(groups);
        Load(source, count, blocks);
        for (var i = 0; i < times; i++)
        {
            MultiplyDenominators(groups);
            if (!inversion.TryInvert(prefixes.Pointer + groups, prefixes.Pointer + groups + 1))
            {
                return false;
            }
            FinishDoubling(groups);
        }
        Store(target, count);
        return true;
    }

    /// <summary>Points into lanes; the last one fills the last blocks up.</summary>
    private void Load(G1Affine* source, int count, int blocks)
    {
        var side = points.Pointer;
        var pair = coordinates.Pointer;
        for (var block = 0; block < blocks; block++)
        {
            for (var i = 0; i < Block; i++)
            {
                ((G1Affine*)side)[i] = source[Math.Min(block * Block + i, count - 1)];
            }
            I.Transpose(new EvenRows(side, Block), new EvenRows(side, Block));
            for (var lane = 0; lane < Block; lane += I.Width, pair += 2)
            {
                LaneField<FqField, I, T>.Load(side + lane, out pair[0]);
                LaneField<FqField, I, T>.Load(side + SideWords / 2 + lane, out pair[1]);
            }
        }
    }

    /// <summary>Out of lanes, below p: a product by 1 is below 1.3p, so that one subtraction does it.</summary>
    private void Store(G1Affine* target, int count)
    {
        var side = points.Pointer;
        var pair = coordinates.Pointer;
        Wide<T>* one = temporaries.Pointer + 2, value = temporaries.Pointer + 3;
        LaneField<FqField, I, T>.Broadcast(FqField.R, out *one);
        for (var start = 0; start < count; start += Block)
        {
            for (var lane = 0; lane < Block; lane += I.Width, pair += 2)
            {
                for (var k = 0; k < 2; k++)
                {
                    LaneField<FqField, I, T>.Multiply(pair[k], *one, out *value);
                    LaneField<FqField, I, T>.ReduceOnce(*value, out *value);
                    LaneField<FqField, I, T>.Store(*value, side + k * SideWords / 2 + lane);
                }
            }
            I.Transpose(new EvenRows(side, Block), new EvenRows(side, Block));
            new ReadOnlySpan<G1Affine>(side, Math.Min(Block, count - start)).CopyTo(new(target + start, count - start));
        }
    }

    /// <summary>differences = 2 y, prefixes and whole products as for additions.</summary>
    [MethodImpl(HotLoop.Options)]
    private void MultiplyDenominators(int groups)
    {
        Wide<T>* prefix = prefixes.Pointer, denominator = differences.Pointer, pair = coordinates.Pointer;
        LaneField<FqField, I, T>.Broadcast(FqField.R, out prefix[0]);
        LaneField<FqField, I, T>.Broadcast(FqField.R, out prefix[1]);
        for (var group = 0; group < groups; group += 2, prefix += 2, denominator += 2, pair += 4)
        {
            LaneField<FqField, I, T>.Add(pair[1], pair[1], out denominator[0]);
            LaneField<FqField, I, T>.Tighten(denominator[0], out denominator[0]);
            LaneField<FqField, I, T>.Add(pair[3], pair[3], out denominator[1]);
            LaneField<FqField, I, T>.Tighten(denominator[1], out denominator[1]);
            LaneField<FqField, I, T>.Multiply(prefix[0], denominator[0], out prefix[2]);
            LaneField<FqField, I, T>.Multiply(prefix[1], denominator[1], out prefix[3]);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void FinishDoubling(int groups)
    {
        Wide<T>* even = prefixes.Pointer + groups, odd = even + 1, inverse0 = temporaries.Pointer, inverse1 = inverse0 + 1;
        for (var group = groups - 2; group >= 0; group -= 2)
        {
            Wide<T>* prefix = prefixes.Pointer + group, denominator = differences.Pointer + group;
            LaneField<FqField, I, T>.Multiply(*even, prefix[0], out *inverse0);
            LaneField<FqField, I, T>.Multiply(*odd, prefix[1], out *inverse1);
            LaneField<FqField, I, T>.Multiply(*even, denominator[0], out *even);
            LaneField<FqField, I, T>.Multiply(*odd, denominator[1], out *odd);
            Double(coordinates.Pointer + 2 * group, inverse0, temporaries.Pointer + 2);
            Double(coordinates.Pointer + 2 * group + 2, inverse1, temporaries.Pointer + 2);
        }
    }

    /// <summary>Doubles the group (x, y) at pair; inverse = 1 / 2y.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Double(Wide<T>* pair, Wide<T>* inverse, Wide<T>* temporaries)
    {
        Wide<T>* slope = temporaries, factor = temporaries + 1, product = temporaries + 2;
        LaneField<FqField, I, T>.Square(pair[0], out *product);
        // 3 x^2 < 3.9p
        var square = *product;
        LaneField<FqField, I, T>.Add(square, square, out var numerator);
        LaneField<FqField, I, T>.Add(numerator, square, out numerator);
        LaneField<FqField, I, T>.Tighten(numerator, out numerator);
        *factor = numerator;
        LaneField<FqField, I, T>.Multiply(*factor, *inverse, out *slope);
        LaneField<FqField, I, T>.Square(*slope, out *product);
        // s^2 - 2 x < 7.3p
        Wide<T> x1 = pair[0], x3 = *product;
        LaneField<FqField, I, T>.SubtractSum(x3, x1, x1, 6, out x3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 4);
        LaneField<FqField, I, T>.SubtractIfAbove(ref x3, 2);
        LaneField<FqField, I, T>.Tighten(x3, out x3);
        pair[0] = x3;
        LaneField<FqField, I, T>.Subtract(x1, x3, 3, out x1);
        LaneField<FqField, I, T>.Tighten(x1, out x1);
        *factor = x1;
        LaneField<FqField, I, T>.Multiply(*slope, *factor, out *product);
        // s (x - x3) - y < 4.3p
        var y3 = *product;
        LaneField<FqField, I, T>.Subtract(y3, pair[1], 3, out y3);
        LaneField<FqField, I, T>.SubtractIfAbove(ref y3, 2);
        LaneField<FqField, I, T>.Tighten(y3, out y3);
        pair[1] = y3;
    }
}
