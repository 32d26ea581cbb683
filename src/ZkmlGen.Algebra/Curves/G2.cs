namespace ZkmlGen.Algebra;

/// <summary>A point of the twist in Jacobian coordinates, for sums; the formulas are those of <see cref="G1"/>. Variable time.</summary>
internal readonly struct G2
{
    private readonly Fq2 _x, _y, _z;

    private G2(in Fq2 x, in Fq2 y, in Fq2 z)
    {
        _x = x;
        _y = y;
        _z = z;
    }

    public static G2 Zero => default;

    public static G2 From(in G2Affine p) => p.IsInfinity ? default : new(p.X, p.Y, Fq2.One);

    public G2Affine ToAffine()
    {
        var inverse = _z.Inverse();
        var square = inverse.Square();
        return new(_x * square, _y * square * inverse);
    }

    /// <summary>2 P.</summary>
    public G2 Double()
    {
        var a = _x.Square();
        var b = _y.Square();
        var c = b.Square();
        var d = ((_x + b).Square() - a - c).Double();
        var e = a.Double() + a;
        var x = e.Square() - d.Double();
        return new(x, e * (d - x) - c.Double().Double().Double(), (_y * _z).Double());
    }

    /// <summary>P + Q, all cases.</summary>
    public G2 Add(in G2Affine q)
    {
        if (q.IsInfinity)
        {
            return this;
        }
        return _z.IsZero ? From(q) : Add(new G2(q.X, q.Y, Fq2.One));
    }

    /// <summary>P + Q, all cases.</summary>
    public G2 Add(in G2 q)
    {
        if (_z.IsZero || q._z.IsZero)
        {
            return _z.IsZero ? q : this;
        }
        var zz = _z.Square();
        var qq = q._z.Square();
        var u = _x * qq;
        var s = _y * qq * q._z;
        var h = q._x * zz - u;
        var r = q._y * zz * _z - s;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : default;
        }
        var hh = h.Square();
        var hhh = hh * h;
        var v = u * hh;
        var x = r.Square() - hhh - v.Double();
        return new(x, r * (v - x) - s * hhh, _z * q._z * h);
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
