namespace ZkmlGen.Algebra;

internal readonly partial struct Fq12
{
    /// <summary>
    /// a^2 for a in the cyclotomic subgroup (order q^4 - q^2 + 1), by three squarings in Fq4 = Fq2[s] / (s^2 - xi), s = w^3:
    /// Granger, Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions", PKC 2010.
    /// With cij the coefficient j of Ci, the three are c00 + c11 s, c10 + c02 s and c01 + c12 s.
    /// </summary>
    public Fq12 CyclotomicSquare()
    {
        SquareFq4(C0.C0, C1.C1, out var a0, out var a1);
        SquareFq4(C1.C0, C0.C2, out var b0, out var b1);
        SquareFq4(C0.C1, C1.C2, out var c0, out var c1);
        var even = new Fq6(TripleLessDouble(a0, C0.C0), TripleLessDouble(b0, C0.C1), TripleLessDouble(c0, C0.C2));
        var odd = new Fq6(TriplePlusDouble(c1.MultiplyByXi(), C1.C0), TriplePlusDouble(a1, C1.C1), TriplePlusDouble(b1, C1.C2));
        return new(even, odd);
    }

    /// <summary>a^e for a in the cyclotomic subgroup, e positive. Variable time.</summary>
    public Fq12 CyclotomicPow(ulong e)
    {
        var power = Fq12Accumulator.OfThread;
        power.Value = this;
        for (var i = 62 - System.Numerics.BitOperations.LeadingZeroCount(e); i >= 0; i--)
        {
            power.CyclotomicSquare();
            if ((e >> i & 1) != 0)
            {
                power.Multiply(this);
            }
        }
        return power.Value;
    }

    /// <summary>(x + y s)^2 = r0 + r1 s.</summary>
    private static void SquareFq4(in Fq2 x, in Fq2 y, out Fq2 r0, out Fq2 r1)
    {
        var xx = x.Square();
        var yy = y.Square();
        r0 = xx + yy.MultiplyByXi();
        r1 = (x + y).Square() - xx - yy;
    }

    private static Fq2 TripleLessDouble(in Fq2 t, in Fq2 z) => (t - z).Double() + t;
    private static Fq2 TriplePlusDouble(in Fq2 t, in Fq2 z) => (t + z).Double() + t;
}
