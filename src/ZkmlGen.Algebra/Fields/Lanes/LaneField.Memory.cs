using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>Reads elements of a block of eight from memory (four words of 64 bits, limb by limb, eight words apart) into 52-bit limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(ulong* words, out Wide<T> r)
    {
        r.L0 = LoadLimb(words, 0);
        r.L1 = LoadLimb(words, 1);
        r.L2 = LoadLimb(words, 2);
        r.L3 = LoadLimb(words, 3);
        r.L4 = LoadLimb(words, 4);
    }

    /// <summary>Limb i alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LoadLimb(ulong* words, int i) => i switch
    {
        0 => I.And(I.Load(words), I.Create(Mask)),
        1 => I.And(I.Or(I.Right(I.Load(words), 52), I.Left(I.Load(words + 8), 12)), I.Create(Mask)),
        2 => I.And(I.Or(I.Right(I.Load(words + 8), 40), I.Left(I.Load(words + 16), 24)), I.Create(Mask)),
        3 => I.And(I.Or(I.Right(I.Load(words + 16), 28), I.Left(I.Load(words + 24), 36)), I.Create(Mask)),
        _ => I.Right(I.Load(words + 24), 16),
    };

    /// <summary>Writes tight elements below 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(in Wide<T> a, ulong* words)
    {
        I.Store(I.Or(a.L0, I.Left(a.L1, 52)), words);
        I.Store(I.Or(I.Right(a.L1, 12), I.Left(a.L2, 40)), words + 8);
        I.Store(I.Or(I.Right(a.L2, 24), I.Left(a.L3, 28)), words + 16);
        I.Store(I.Or(I.Right(a.L3, 36), I.Left(a.L4, 16)), words + 24);
    }

    /// <summary>Writes a or a - p, canonical, for a tight and below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreCanonical(in Wide<T> a, ulong* words)
    {
        ReduceOnce(a, out var canonical);
        Store(canonical, words);
    }

    /// <summary>The same element in all lanes.</summary>
    internal static void Broadcast(in Limbs a, out Wide<T> r)
    {
        r.L0 = I.Create(Limb(a.L0, a.L1, a.L2, a.L3, 0));
        r.L1 = I.Create(Limb(a.L0, a.L1, a.L2, a.L3, 1));
        r.L2 = I.Create(Limb(a.L0, a.L1, a.L2, a.L3, 2));
        r.L3 = I.Create(Limb(a.L0, a.L1, a.L2, a.L3, 3));
        r.L4 = I.Create(Limb(a.L0, a.L1, a.L2, a.L3, 4));
    }
}
