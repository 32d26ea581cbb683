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

    private readonly Fq px = p.X, py = p.Y;
    private Fq2 tx = q.X, ty = q.Y, tz = Fq2.One;

    public G2Affine Q { get; } = q;

    /// <summary>f times the tangent at T; T = 2T.</summary>
    public Fq12 Double(in Fq12 f)
    {
        var a = tx * ty * Half;
        var b = ty.Square();
        var c = tz.Square();
        var e = ThreeB * c;
        var threeE = e.Double() + e;
        var g = (b + threeE) * Half;
        var h = (ty + tz).Square() - b - c;
        var xx = tx.Square();
        var ee = e.Square();
        tx = a * (b - threeE);
        ty = g.Square() - ee.Double() - ee;
        tz = b * h;
        return f.MultiplyByLine(-h * py, (xx.Double() + xx) * px, e - b);
    }

    /// <summary>f times the line through T and R; T = T + R. T is not R or -R: its multiple of Q is another one.</summary>
    public Fq12 Add(in Fq12 f, in G2Affine r)
    {
        var theta = ty - r.Y * tz;
        var lambda = tx - r.X * tz;
        var c = theta.Square();
        var d = lambda.Square();
        var e = lambda * d;
        var g = tx * d;
        var h = e + tz * c - g.Double();
        tx = lambda * h;
        ty = theta * (g - h) - e * ty;
        tz *= e;
        return f.MultiplyByLine(lambda * py, -theta * px, theta * r.X - lambda * r.Y);
    }
}
