using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal sealed unsafe partial class LaneVectorKernel<I, T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override Fr InnerProduct(ulong* a, ulong* b, int blocks)
    {
        var sum = Fr.Zero;
        var lanes = stackalloc ulong[FrVector.BlockWords];
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            Wide<T> total = default;
            for (var start = 0; start < blocks; start += LaneField<FrField, I, T>.InnerProductBlocks)
            {
                var count = Math.Min(blocks - start, LaneField<FrField, I, T>.InnerProductBlocks);
                var offset = (nint)start * FrVector.BlockWords + lane;
                LaneField<FrField, I, T>.InnerProduct(a + offset, b + offset, count, out var part);
                LaneField<FrField, I, T>.Add(total, part, out total);
                LaneField<FrField, I, T>.Tighten(total, out total);
                LaneField<FrField, I, T>.ReduceOnce(total, out total);
            }
            LaneField<FrField, I, T>.Store(total, lanes + lane);
        }
        var elements = new FrVector(lanes, FrVector.Block);
        for (var i = 0; i < FrVector.Block; i++)
        {
            sum += elements[i];
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override Fr Evaluate(ulong* f, in Fr x, int blocks)
    {
        var lanes = stackalloc ulong[FrVector.BlockWords];
        Broadcast(x.Pow(FrVector.Block), out var step);
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            // Each lane evaluates its elements at x^8.
            Wide<T> sum = default;
            for (var words = f + (nint)blocks * FrVector.BlockWords; words > f;)
            {
                words -= FrVector.BlockWords;
                LaneField<FrField, I, T>.Multiply(sum, step, out sum);
                LaneField<FrField, I, T>.Load(words + lane, out var coefficient);
                LaneField<FrField, I, T>.Add(sum, coefficient, out sum);
                LaneField<FrField, I, T>.Tighten(sum, out sum);
            }
            // Below 2.3 p.
            LaneField<FrField, I, T>.ReduceOnce(sum, out sum);
            StoreCanonical(sum, lanes + lane);
        }
        var elements = new FrVector(lanes, FrVector.Block);
        var value = Fr.Zero;
        for (var i = FrVector.Block - 1; i >= 0; i--)
        {
            value = value * x + elements[i];
        }
        return value;
    }
}
