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
        Wide<T> bWide = default;
        for (; blocks > 0; blocks--, r += FrVector.BlockWords, a += FrVector.BlockWords, b += FrVector.BlockWords)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                LaneField<FrField, I, T>.Load(a + lane, out var aWide);
                if (TOperation.ReadsB)
                {
                    LaneField<FrField, I, T>.Load(b + lane, out bWide);
                }
                TOperation.Apply<I, T>(aWide, bWide, sWide, out var result);
                LaneField<FrField, I, T>.StoreCanonical(result, r + lane);
            }
        }
    }

    internal override void Multiply(ulong* r, ulong* a, ulong* b, nint bStep, bool addToResult, int blocks) =>
        MultiplyIn<FrField>(r, a, b, bStep, addToResult, blocks);

    /// <summary><see cref="Multiply"/> in either field.</summary>
    /// <remarks>A product is finished after the next one has begun: it need not be waited for.</remarks>
    [MethodImpl(HotLoop.Options), SkipLocalsInit]
    internal static void MultiplyIn<F>(ulong* r, ulong* a, ulong* b, nint bStep, bool addToResult, int blocks) where F : struct, IPrimeField
    {
        var product = CacheLine.Start<Columns<T>>(stackalloc byte[2 * sizeof(Columns<T>) + CacheLine.Size]);
        var previous = product + 1;
        ulong* place = null;
        for (; blocks > 0; blocks--, r += FrVector.BlockWords, a += FrVector.BlockWords, b += bStep)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                LaneField<F, I, T>.BeginProduct(a + lane, b + lane, out *product);
                if (place is not null)
                {
                    FinishProduct<F>(previous, place, addToResult);
                }
                place = r + lane;
                var swap = product;
                product = previous;
                previous = swap;
            }
        }
        if (place is not null)
        {
            FinishProduct<F>(previous, place, addToResult);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishProduct<F>(Columns<T>* product, ulong* place, bool addToResult) where F : struct, IPrimeField
    {
        if (!addToResult)
        {
            LaneField<F, I, T>.FinishProduct(*product, place);
            return;
        }
        LaneField<F, I, T>.FinishProduct(*product, out var result);
        LaneField<F, I, T>.Load(place, out var old);
        LaneField<F, I, T>.Add(result, old, out result);
        LaneField<F, I, T>.Tighten(result, out result);
        // Below 2.3p.
        LaneField<F, I, T>.ReduceOnce(result, out result);
        LaneField<F, I, T>.StoreCanonical(result, place);
    }

    private static void Broadcast(in Fr s, out Wide<T> r) => LaneField<FrField, I, T>.Broadcast(new Limbs(s.L0, s.L1, s.L2, s.L3), out r);
}
