using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal sealed unsafe partial class LaneVectorKernel<I, T>
{
    [MethodImpl(HotLoop.Options)]
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
}
