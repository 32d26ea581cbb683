using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal sealed unsafe partial class LaneVectorKernel<I, T>
{
    [MethodImpl(HotLoop.Options)]
    internal override void BatchInvert(ulong* r, ulong* scratch, int blocks)
    {
        var totals = stackalloc ulong[FrVector.BlockWords];
        LaneField<FrField, I, T>.Broadcast(FrField.R, out var one);
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            var product = one;
            for (var i = 0; i < blocks; i++)
            {
                var offset = (nint)i * FrVector.BlockWords + lane;
                // Below 1.3 p, so in 256 bits.
                LaneField<FrField, I, T>.Store(product, scratch + offset);
                LoadNonZero(r + offset, one, out var value, out _);
                LaneField<FrField, I, T>.Multiply(product, value, out product);
            }
            LaneField<FrField, I, T>.StoreCanonical(product, totals + lane);
        }
        Invert(new FrVector(totals, FrVector.Block));
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            LaneField<FrField, I, T>.Load(totals + lane, out var inverse);
            for (var i = blocks - 1; i >= 0; i--)
            {
                var offset = (nint)i * FrVector.BlockWords + lane;
                LaneField<FrField, I, T>.Load(scratch + offset, out var product);
                LaneField<FrField, I, T>.Multiply(product, inverse, out product);
                LoadNonZero(r + offset, one, out var value, out var zero);
                LaneField<FrField, I, T>.Multiply(inverse, value, out inverse);
                LaneField<FrField, I, T>.Select(zero, default, product, out product);
                LaneField<FrField, I, T>.StoreCanonical(product, r + offset);
            }
        }
    }

    /// <summary>Elements with 1 in the place of 0, and ones where that happened.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadNonZero(ulong* words, in Wide<T> one, out Wide<T> value, out T zero)
    {
        LaneField<FrField, I, T>.Load(words, out var loaded);
        zero = LaneField<FrField, I, T>.IsZero(loaded);
        LaneField<FrField, I, T>.Select(zero, one, loaded, out value);
    }

    /// <summary>Inverts a block of elements, none of them 0, with one inversion.</summary>
    private static void Invert(FrVector block)
    {
        Span<Fr> products = stackalloc Fr[FrVector.Block];
        var product = Fr.One;
        for (var i = 0; i < FrVector.Block; i++)
        {
            products[i] = product;
            product *= block[i];
        }
        var inverse = product.Inverse();
        for (var i = FrVector.Block - 1; i >= 0; i--)
        {
            var value = block[i];
            block[i] = inverse * products[i];
            inverse *= value;
        }
    }
}
