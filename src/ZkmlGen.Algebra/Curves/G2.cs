namespace ZkmlGen.Algebra;

/// <summary>A point of the twist in Jacobian coordinates, for sums; the formulas are those of <see cref="G1"/>. Variable time.</summary>
internal readonly struct G2
{
    private readonly Fq2 X, Y, Z;

    private G2(in Fq2 x, in Fq2 y, in Fq2 z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    public static G2 Zero => default;

    public static G2 From(in G2Affine p) => p.IsInfinity ? default : new(p.X, p.Y, Fq2.One);

    public G2Affine ToAffine()
    {
        var inverse = Z.Inverse();
        var square = inverse.Square();
        return new(X * square, Y * square * inverse);
    }

    /// <summary>2 P.</summary>
    public G2 Double()
    {
        var a = X.Square();
        var b = Y.Square();
        var c = b.Square();
        var d = ((X + b).Square() - a - c).Double();
        var e = a.Double() + a;
        var x = e.Square() - d.Double();
        return new(x, e * (d - x) - c.Double().Double().Double(), (Y * Z).Double());
    }

    /// <summary>P + Q, all cases.</summary>
    public G2 Add(in G2Affine q)
    {
        if (q.IsInfinity)
        {
            return this;
        }
        return Z.IsZero ? From(q) : Add(new G2(q.X, q.Y, Fq2.One));
    }

    /// <summary>P + Q, all cases.</summary>
    public G2 Add(in G2 q)
    {
        if (Z.IsZero || q.Z.IsZero)
        {
            return Z.IsZero ? q : this;
        }
        var zz = Z.Square();
        var qq = q.Z.Square();
        var u = X * qq;
        var s = Y * qq * q.Z;
        var h = q.X * zz - u;
        var r = q.Y * zz * Z - s;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : default;
        }
        var hh = h.Square();
        var hhh = hh * h;
        var v = u * hh;
        var x = r.Square() - hhh - v.Double();
        return new(x, r * (v - x) - s * hhh, Z * q.Z * h);
    }

    /// <summary>k P, k not 0.</summary>
    public G2 Multiply(ulong k)
    {
        var sum = this;
        for (var i = 62 - System.Numerics.BitOperations.LeadingZeroCount(k); i >= 0; i--)
        {
            sum = sum.Double();
            if ((k >> i & 1) != 0)
            {
                sum = sum.Add(this);
            }
        }
        return sum;
    }
}
