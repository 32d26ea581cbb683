namespace ZkmlGen.Algebra;

/// <summary>Fq6 = Fq2[v] / (v^3 - xi), an element is C0 + C1 v + C2 v^2.</summary>
internal readonly struct Fq6 : IEquatable<Fq6>
{
    public readonly Fq2 C0, C1, C2;

    public Fq6(in Fq2 c0, in Fq2 c1, in Fq2 c2)
    {
        C0 = c0;
        C1 = c1;
        C2 = c2;
    }

    public static Fq6 Zero => default;
    public static Fq6 One { get; } = new(Fq2.One, Fq2.Zero, Fq2.Zero);

    public static Fq6 operator +(in Fq6 a, in Fq6 b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);
    public static Fq6 operator -(in Fq6 a, in Fq6 b) => new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);
    public static Fq6 operator -(in Fq6 a) => new(-a.C0, -a.C1, -a.C2);
    public static Fq6 operator *(in Fq6 a, in Fq2 s) => new(a.C0 * s, a.C1 * s, a.C2 * s);

    /// <summary>a b by Karatsuba: 6 products in Fq2.</summary>
    public static Fq6 operator *(in Fq6 a, in Fq6 b)
    {
        var v0 = a.C0 * b.C0;
        var v1 = a.C1 * b.C1;
        var v2 = a.C2 * b.C2;
        var c0 = v0 + ((a.C1 + a.C2) * (b.C1 + b.C2) - v1 - v2).MultiplyByXi();
        var c1 = (a.C0 + a.C1) * (b.C0 + b.C1) - v0 - v1 + v2.MultiplyByXi();
        var c2 = (a.C0 + a.C2) * (b.C0 + b.C2) - v0 - v2 + v1;
        return new(c0, c1, c2);
    }

    /// <summary>a (b0 + b1 v): 5 products in Fq2.</summary>
    public Fq6 MultiplySparse(in Fq2 b0, in Fq2 b1)
    {
        var v0 = C0 * b0;
        var v1 = C1 * b1;
        var c0 = v0 + (C2 * b1).MultiplyByXi();
        var c1 = (C0 + C1) * (b0 + b1) - v0 - v1;
        var c2 = C2 * b0 + v1;
        return new(c0, c1, c2);
    }

    public Fq6 Square() => this * this;

    /// <summary>a v.</summary>
    public Fq6 MultiplyByV() => new(C2.MultiplyByXi(), C0, C1);

    /// <summary>a^-1 from the adjoint (t0, t1, t2) and the norm; the inverse of 0 is 0.</summary>
    public Fq6 Inverse()
    {
        var t0 = C0.Square() - (C1 * C2).MultiplyByXi();
        var t1 = C2.Square().MultiplyByXi() - C0 * C1;
        var t2 = C1.Square() - C0 * C2;
        var norm = C0 * t0 + (C2 * t1 + C1 * t2).MultiplyByXi();
        return new Fq6(t0, t1, t2) * norm.Inverse();
    }

    public bool Equals(Fq6 other) => C0.Equals(other.C0) && C1.Equals(other.C1) && C2.Equals(other.C2);
    public override bool Equals(object? obj) => obj is Fq6 other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);
}
