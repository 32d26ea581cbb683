using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Vector operations in lanes. Pointers advance by a register's width inside a block, then to the next block.</summary>
internal sealed unsafe partial class LaneVectorKernel<I, T> : VectorKernel
    where I : struct, ILanes<T>
    where T : unmanaged
{
    [MethodImpl(HotLoop.Options)]
    internal override void Map<TOperation>(ulong* r, ulong* a, ulong* b, in Fr s, int blocks)
    {
        Broadcast(s, out var sWide);
        Wide<T> rWide = default, bWide = default;
        for (; blocks > 0; blocks--, r += FrVector.BlockWords, a += FrVector.BlockWords, b += FrVector.BlockWords)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                LaneField<FrField, I, T>.Load(a + lane, out var aWide);
                if (TOperation.ReadsB)
                {
                    LaneField<FrField, I, T>.Load(b + lane, out bWide);
                }
                if (TOperation.ReadsResult)
                {
                    LaneField<FrField, I, T>.Load(r + lane, out rWide);
                }
                TOperation.Apply<I, T>(rWide, aWide, bWide, sWide, out var result);
                StoreCanonical(result, r + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreCanonical(in Wide<T> value, ulong* words)
    {
        LaneField<FrField, I, T>.ReduceOnce(value, out var canonical);
        LaneField<FrField, I, T>.Store(canonical, words);
    }

    private static void Broadcast(in Fr s, out Wide<T> r) => LaneField<FrField, I, T>.Broadcast(new Limbs(s.L0, s.L1, s.L2, s.L3), out r);
}
