using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <remarks>
/// Word by word (CIOS): Koc, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", IEEE Micro 16 (1996). Four words make 2^256 of
/// R = 2^260, which suits the lanes; the missing 16 is taken from one factor.
/// </remarks>
internal static partial class Montgomery<F>
{
    /// <summary>r = a b / R mod p; a is below p, b may be any 256-bit integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    internal static void Multiply(in Limbs a, in Limbs b, out Limbs r)
    {
        DivideBySixteen(b, out var b0, out var b1, out var b2, out var b3);
        ulong a0 = a.L0, a1 = a.L1, a2 = a.L2, a3 = a.L3;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        Row(a0, a1, a2, a3, b0, ref t0, ref t1, ref t2, ref t3);
        Row(a0, a1, a2, a3, b1, ref t0, ref t1, ref t2, ref t3);
        Row(a0, a1, a2, a3, b2, ref t0, ref t1, ref t2, ref t3);
        Row(a0, a1, a2, a3, b3, ref t0, ref t1, ref t2, ref t3);
        ReduceOnce(t0, t1, t2, t3, out r);
    }

    /// <summary>r = a^2 / R mod p, for a below p: saved products would cost as many carries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Square(in Limbs a, out Limbs r) => Multiply(a, a, out r);

    /// <summary>t = (t + a b + q p) / 2^64 with the q that makes it an integer. t stays below 2p, and p has free bits: the sums stay in their words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(ulong a0, ulong a1, ulong a2, ulong a3, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        ulong carry = 0;
        t0 = Limbs.MultiplyAdd(a0, b, t0, ref carry);
        var q = t0 * F.NegatedInverse;
        var eliminated = Limbs.MultiplyHigh(q, F.P0);
        eliminated = t0 != 0 ? eliminated + 1 : eliminated;
        t1 = Limbs.MultiplyAdd(a1, b, t1, ref carry);
        t0 = Limbs.MultiplyAdd(q, F.P1, t1, ref eliminated);
        t2 = Limbs.MultiplyAdd(a2, b, t2, ref carry);
        t1 = Limbs.MultiplyAdd(q, F.P2, t2, ref eliminated);
        t3 = Limbs.MultiplyAdd(a3, b, t3, ref carry);
        t2 = Limbs.MultiplyAdd(q, F.P3, t3, ref eliminated);
        t3 = carry + eliminated;
    }

    /// <summary>a / 16 mod p: the multiple of p that makes the lowest digit 0 is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DivideBySixteen(in Limbs a, out ulong r0, out ulong r1, out ulong r2, out ulong r3)
    {
        ulong a0 = a.L0, a1 = a.L1, a2 = a.L2, a3 = a.L3;
        ref readonly var multiple = ref Sixteenths.Multiples[a0 & 15];
        ulong carry = 0;
        r0 = Limbs.AddWithCarry((a0 >> 4) | (a1 << 60), multiple.L0, ref carry);
        r1 = Limbs.AddWithCarry((a1 >> 4) | (a2 << 60), multiple.L1, ref carry);
        r2 = Limbs.AddWithCarry((a2 >> 4) | (a3 << 60), multiple.L2, ref carry);
        r3 = (a3 >> 4) + multiple.L3 + carry;
    }

    /// <summary>What a lowest digit adds to the quotient by 16: a 16th of its multiple of p, rounded up for the digit itself.</summary>
    private static class Sixteenths
    {
        public static readonly Limbs[] Multiples = [.. Enumerable.Range(0, 16).Select(Multiple)];

        private static Limbs Multiple(int digit)
        {
            var quotient = ((digit * (int)(F.NegatedInverse & 15) & 15) * Modulus + 15) >> 4;
            return new(Word(quotient, 0), Word(quotient, 1), Word(quotient, 2), Word(quotient, 3));
        }

        private static ulong Word(BigInteger value, int i) => (ulong)((value >> (64 * i)) & ulong.MaxValue);
    }
}
