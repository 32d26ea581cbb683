namespace ZkmlGen.Algebra;

/// <summary>
/// One pair (P, Q) of a Miller loop with the running point T, in homogeneous coordinates (X/Z, Y/Z) on the twist. A line through twisted points,
/// evaluated at P, is l0 + l1 w + l2 v w up to a factor in Fq2, which the final exponentiation removes.
/// Costello, Lange, Naehrig, "Faster pairing computations on curves with high-degree twists", PKC 2010, eprint 2009/615.
/// </summary>
internal sealed class MillerPair(in G1Affine p, in G2Affine q)
{
    private static readonly Fq2 ThreeB = G2Affine.TwistB.Double() + G2Affine.TwistB;
    private static readonly Fq Half = Fq.FromInt64(2).Inverse();

    private readonly Fq _px = p.X, _py = p.Y;
    private Fq2 _x = q.X, _y = q.Y, _z = Fq2.One;

    public G2Affine Q { get; } = q;

    /// <summary>f times the tangent at T; T = 2T.</summary>
    public Fq12 Double(in Fq12 f)
    {
        var a = _x * _y * Half;
        var b = _y.Square();
        var c = _z.Square();
        var e = ThreeB * c;
        var threeE = e.Double() + e;
        var g = (b + threeE) * Half;
        var h = (_y + _z).Square() - b - c;
        var xx = _x.Square();
        var ee = e.Square();
        _x = a * (b - threeE);
        _y = g.Square() - ee.Double() - ee;
        _z = b * h;
        return f.MultiplyByLine(-h * _py, (xx.Double() + xx) * _px, e - b);
    }

    /// <summary>f times the line through T and R; T = T + R. T is not R or -R: its multiple of Q is another one.</summary>
    public Fq12 Add(in Fq12 f, in G2Affine r)
    {
        var theta = _y - r.Y * _z;
        var lambda = _x - r.X * _z;
        var c = theta.Square();
        var d = lambda.Square();
        var e = lambda * d;
        var g = _x * d;
        var h = e + _z * c - g.Double();
        _x = lambda * h;
        _y = theta * (g - h) - e * _y;
        _z *= e;
        return f.MultiplyByLine(lambda * _py, -theta * _px, theta * r.X - lambda * r.Y);
    }
}
