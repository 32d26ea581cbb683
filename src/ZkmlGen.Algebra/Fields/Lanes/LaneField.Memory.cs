using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal static unsafe partial class LaneField<F, I, T>
{
    /// <summary>Reads elements of a block of eight from memory (four words of 64 bits, limb by limb, eight words apart) into 52-bit limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(ulong* words, out Wide<T> r)
    {
        T w0 = I.Load(words), w1 = I.Load(words + 8), w2 = I.Load(words + 16), w3 = I.Load(words + 24);
        var mask = I.Create(Mask);
        r.L0 = I.And(w0, mask);
        r.L1 = I.And(I.Or(I.Right(w0, 52), I.Left(w1, 12)), mask);
        r.L2 = I.And(I.Or(I.Right(w1, 40), I.Left(w2, 24)), mask);
        r.L3 = I.And(I.Or(I.Right(w2, 28), I.Left(w3, 36)), mask);
        r.L4 = I.Right(w3, 16);
    }

    /// <summary>Writes tight elements below 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(in Wide<T> a, ulong* words)
    {
        I.Store(I.Or(a.L0, I.Left(a.L1, 52)), words);
        I.Store(I.Or(I.Right(a.L1, 12), I.Left(a.L2, 40)), words + 8);
        I.Store(I.Or(I.Right(a.L2, 24), I.Left(a.L3, 28)), words + 16);
        I.Store(I.Or(I.Right(a.L3, 36), I.Left(a.L4, 16)), words + 24);
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
