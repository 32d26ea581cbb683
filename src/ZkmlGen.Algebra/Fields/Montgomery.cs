using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Arithmetic mod p on values in [0, p), Montgomery form with factor R = 2^260. The result may be an operand.</summary>
internal static partial class Montgomery<F> where F : struct, IPrimeField
{
    /// <summary>r = a + b mod p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static void Add(in Limbs a, in Limbs b, out Limbs r)
    {
        ulong carry = 0;
        var s0 = Limbs.AddWithCarry(a.L0, b.L0, ref carry);
        var s1 = Limbs.AddWithCarry(a.L1, b.L1, ref carry);
        var s2 = Limbs.AddWithCarry(a.L2, b.L2, ref carry);
        var s3 = a.L3 + b.L3 + carry;
        ReduceOnce(s0, s1, s2, s3, out r);
    }

    /// <summary>r = a - b mod p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static void Subtract(in Limbs a, in Limbs b, out Limbs r)
    {
        ulong borrow = 0;
        var d0 = Limbs.SubtractWithBorrow(a.L0, b.L0, ref borrow);
        var d1 = Limbs.SubtractWithBorrow(a.L1, b.L1, ref borrow);
        var d2 = Limbs.SubtractWithBorrow(a.L2, b.L2, ref borrow);
        var d3 = a.L3 - b.L3 - borrow;
        var mask = (ulong)((long)d3 >> 63);
        ulong carry = 0;
        d0 = Limbs.AddWithCarry(d0, F.P0 & mask, ref carry);
        d1 = Limbs.AddWithCarry(d1, F.P1 & mask, ref carry);
        d2 = Limbs.AddWithCarry(d2, F.P2 & mask, ref carry);
        r = new Limbs(d0, d1, d2, d3 + (F.P3 & mask) + carry);
    }

    /// <summary>r = t mod p for t below 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceOnce(ulong t0, ulong t1, ulong t2, ulong t3, out Limbs r)
    {
        ulong borrow = 0;
        var d0 = Limbs.SubtractWithBorrow(t0, F.P0, ref borrow);
        var d1 = Limbs.SubtractWithBorrow(t1, F.P1, ref borrow);
        var d2 = Limbs.SubtractWithBorrow(t2, F.P2, ref borrow);
        var d3 = t3 - F.P3 - borrow;
        var isLess = (long)d3 < 0;
        r = new Limbs(isLess ? t0 : d0, isLess ? t1 : d1, isLess ? t2 : d2, isLess ? t3 : d3);
    }

    /// <summary>True if value is below p.</summary>
    internal static bool IsCanonical(in Limbs value)
    {
        ulong borrow = 0;
        Limbs.SubtractWithBorrow(value.L0, F.P0, ref borrow);
        Limbs.SubtractWithBorrow(value.L1, F.P1, ref borrow);
        Limbs.SubtractWithBorrow(value.L2, F.P2, ref borrow);
        Limbs.SubtractWithBorrow(value.L3, F.P3, ref borrow);
        return borrow != 0;
    }
}
