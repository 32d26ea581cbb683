namespace ZkmlGen.Algebra;

public readonly partial struct G2Affine
{
    /// <summary>b' = 3 / xi.</summary>
    internal static Fq2 TwistB { get; } = Fq2.Xi.Inverse() * Fq.FromInt64(3);

    /// <summary>y^2 = x^3 + b', or infinity.</summary>
    internal bool IsOnTwist => IsInfinity || Y.Square().Equals(X.Square() * X + TwistB);

    /// <summary>
    /// For a point of the twist: psi(P) = 6x^2 P. If so, psi^2 - t psi + q = 0 with the trace t = 6x^2 + 1 gives (q + 1 - t) P = r P = 0;
    /// in the other direction, psi multiplies by q = 6x^2 mod r on the subgroup of order r.
    /// </summary>
    internal bool IsInSubgroup => IsInfinity || Untwisted(1).Equals(TraceMinusOne(this));

    /// <summary>s P. Variable time.</summary>
    public static G2Affine operator *(in Fr s, in G2Affine p)
    {
        var scalar = s.ToCanonical();
        var sum = G2.Zero;
        for (var i = 255; i >= 0; i--)
        {
            sum = sum.Double();
            if (scalar.Bits(i, 1) != 0)
            {
                sum = sum.Add(p);
            }
        }
        return sum.ToAffine();
    }

    /// <summary>psi^power(P), power 1 to 3: untwist, Frobenius, twist: x -> gamma_2 x^(q^power), y -> gamma_3 y^(q^power).</summary>
    internal G2Affine Untwisted(int power)
    {
        var odd = (power & 1) != 0;
        var x = odd ? X.Conjugate() : X;
        var y = odd ? Y.Conjugate() : Y;
        return new(x * Frobenius.Coefficient(power, 2), y * Frobenius.Coefficient(power, 3));
    }

    /// <summary>6x^2 P = x (6 x P).</summary>
    private static G2Affine TraceMinusOne(in G2Affine p)
    {
        var xp = G2.From(p).Multiply(Bn254.X).ToAffine();
        var three = G2.From(xp).Double().Add(xp);
        return three.Double().Multiply(Bn254.X).ToAffine();
    }
}
