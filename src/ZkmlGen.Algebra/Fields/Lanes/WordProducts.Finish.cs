using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = ZkmlGen.Algebra.Avx512Lanes<ZkmlGen.Algebra.ByWords>;
using Register = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkmlGen.Algebra;

internal static unsafe partial class WordProducts<F>
{
    /// <summary><see cref="LaneField{F,I,T}.BeginProduct"/>.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void BeginProduct(ulong* a, ulong* b, out Columns<Register> r) => Product(new Packed(a), new Packed(b), out r);

    /// <summary><see cref="LaneField{F,I,T}.FinishProduct(in Columns{T}, out Wide{T})"/>: carries. The lowest column is a multiple of 2^52 and drops out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(in Columns<Register> c, out Wide<Register> r)
    {
        var mask = Vector512.Create(Mask);
        Register l1 = c.Low.L1, l2 = c.Low.L2, l3 = c.Low.L3, l4 = c.Low.L4;
        Carry(c.Low.L0, c.High.L0, ref l1);
        Carry(l1, c.High.L1, ref l2);
        Carry(l2, c.High.L2, ref l3);
        Carry(l3, c.High.L3, ref l4);
        r.L4 = Low;
        Carry(l4, c.High.L4, ref r.L4);
        (r.L0, r.L1, r.L2, r.L3) = (l1 & mask, l2 & mask, l3 & mask, l4 & mask);
    }

    /// <summary><see cref="LaneField{F,I,T}.FinishProduct(in Columns{T}, ulong*)"/>.</summary>
    /// <remarks>
    /// With m of the highest column, V = 2^56 m + something below 10 2^56, the top limb is in [16 m, 16 m + 176], carries included. So m tells whether p has to be
    /// subtracted, before any carry, unless it is p's own or up to 11 below, for one product in 2^38 on average: then all limbs are compared.
    /// </remarks>
    [MethodImpl(HotLoop.Options)]
    public static void FinishCanonical(in Columns<Register> c, ulong* r)
    {
        const ulong Start = 0x46bUL << 52, Doubtful = 12;
        var aboveP = c.High.L4 - Vector512.Create(Start + (P(4) >> (UnitBits - LimbBits)) + 1);
        if (Vector512.GreaterThanOrEqualAny(aboveP, Vector512.Create(unchecked(0 - Doubtful))))
        {
            FinishByComparison(c, r);
            return;
        }
        var l1 = SubtractUnlessNegative(aboveP, c.Low.L1, P(0));
        var l2 = SubtractUnlessNegative(aboveP, c.Low.L2, P(1));
        var l3 = SubtractUnlessNegative(aboveP, c.Low.L3, P(2));
        var l4 = SubtractUnlessNegative(aboveP, c.Low.L4, P(3));
        var l5 = SubtractUnlessNegative(aboveP, Low, P(4));
        Carry(c.Low.L0, c.High.L0, ref l1);
        CarrySigned(l1, c.High.L1, ref l2);
        CarrySigned(l2, c.High.L2, ref l3);
        CarrySigned(l3, c.High.L3, ref l4);
        CarrySigned(l4, c.High.L4, ref l5);
        ((l1 & Vector512.Create(Mask)) | (l2 << 52)).Store(r);
        (((l2 >>> 12) & Vector512.Create(Mask >> 12)) | (l3 << 40)).Store(r + 8);
        (((l3 >>> 24) & Vector512.Create(Mask >> 24)) | (l4 << 28)).Store(r + 16);
        (((l4 >>> 36) & Vector512.Create(Mask >> 36)) | (l5 << 16)).Store(r + 24);
    }

    [MethodImpl(HotLoop.Options)]
    private static void FinishByComparison(in Columns<Register> c, ulong* r)
    {
        Finish(c, out var product);
        LaneField<F, Lanes, Register>.StoreCanonical(product, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Register SubtractUnlessNegative(Register sign, Register a, ulong b) => Lanes.SelectNegative(sign, a, a - Vector512.Create(b));

    /// <summary>Adds floor(V / 2^52) of a finished column, not negative, to the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(Register low, Register high, ref Register next) =>
        next = (next + (high << (UnitBits - LimbBits))) + ((low - (high << UnitBits)) >>> LimbBits);

    /// <summary>The same where V may be down to -2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CarrySigned(Register low, Register high, ref Register next) =>
        next = (next + (high << (UnitBits - LimbBits))) + Lanes.Carry(low - (high << UnitBits));
}
