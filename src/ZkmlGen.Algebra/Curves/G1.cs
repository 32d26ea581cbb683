namespace ZkmlGen.Algebra;

/// <summary>
/// A point of G1 in projective (Jacobian) coordinates, for sums: (X : Y : Z) is (X / Z^2, Y / Z^3), Z = 0 is infinity. Variable time.
/// Formulas: Bernstein and Lange, Explicit-Formulas Database, short Weierstrass curves with a = 0 (dbl-2009-l, add-2007-bl, madd-2007-bl).
/// </summary>
public readonly partial struct G1
{
    internal readonly Fq X, Y, Z;

    internal G1(in Fq x, in Fq y, in Fq z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>The neutral element.</summary>
    public static G1 Zero => default;
    /// <summary>True for the neutral element.</summary>
    public bool IsZero => Z.IsZero;
    /// <summary>From affine.</summary>
    public static G1 From(in G1Affine p) => p.IsInfinity ? default : new(p.X, p.Y, Fq.One);

    /// <summary>P + Q, all cases.</summary>
    public static G1 operator +(in G1 a, in G1 b)
    {
        if (a.IsZero)
        {
            return b;
        }
        if (b.IsZero)
        {
            return a;
        }
        var aa = a.Z * a.Z;
        var bb = b.Z * b.Z;
        var u = a.X * bb;
        var s = a.Y * bb * b.Z;
        var h = b.X * aa - u;
        var r = b.Y * aa * a.Z - s;
        return h.IsZero ? OnEqualX(a, r) : AddDistinct(u, s, h, r, a.Z * b.Z);
    }

    /// <summary>P + Q, all cases.</summary>
    public static G1 operator +(in G1 a, in G1Affine b)
    {
        if (b.IsInfinity)
        {
            return a;
        }
        if (a.IsZero)
        {
            return From(b);
        }
        var aa = a.Z * a.Z;
        var h = b.X * aa - a.X;
        var r = b.Y * aa * a.Z - a.Y;
        return h.IsZero ? OnEqualX(a, r) : AddDistinct(a.X, a.Y, h, r, a.Z);
    }

    /// <summary>P - Q.</summary>
    public static G1 operator -(in G1 a, in G1 b) => a + -b;

    /// <summary>-P.</summary>
    public static G1 operator -(in G1 a) => new(a.X, -a.Y, a.Z);

    /// <summary>2 P.</summary>
    internal G1 Double()
    {
        Fq.Square(X, out var a);
        Fq.Square(Y, out var b);
        Fq.Square(b, out var c);
        Fq.Add(X, b, out var d);
        Fq.Square(d, out d);
        Fq.Subtract(d, a, out d);
        Fq.Subtract(d, c, out d);
        Fq.Double(d, out d);
        Fq.Double(a, out var e);
        Fq.Add(e, a, out e);
        Fq.Square(e, out var x);
        Fq.Subtract(x, d, out x);
        Fq.Subtract(x, d, out x);
        Fq.Double(c, out c);
        Fq.Double(c, out c);
        Fq.Double(c, out c);
        Fq.Subtract(d, x, out var y);
        Fq.Multiply(e, y, out y);
        Fq.Subtract(y, c, out y);
        Fq.Multiply(Y, Z, out var z);
        Fq.Double(z, out z);
        return new(x, y, z);
    }

    /// <summary>The sum of two points of different x, brought to one denominator z: (u, s) and (u + h, s + r).</summary>
    private static G1 AddDistinct(in Fq u, in Fq s, in Fq h, in Fq r, in Fq z)
    {
        Fq.Square(h, out var hh);
        Fq.Multiply(hh, h, out var hhh);
        Fq.Multiply(u, hh, out var v);
        Fq.Square(r, out var x);
        Fq.Subtract(x, hhh, out x);
        Fq.Subtract(x, v, out x);
        Fq.Subtract(x, v, out x);
        Fq.Subtract(v, x, out var y);
        Fq.Multiply(r, y, out y);
        Fq.Multiply(s, hhh, out hhh);
        Fq.Subtract(y, hhh, out y);
        Fq.Multiply(z, h, out var zh);
        return new(x, y, zh);
    }

    /// <summary>The sum of two points of equal x, whose y differ by r: 2 P or infinity.</summary>
    private static G1 OnEqualX(in G1 a, in Fq r) => r.IsZero ? a.Double() : default;
}
