namespace ZkmlGen.Algebra;

/// <summary>Fq12 = Fq6[w] / (w^2 - v), an element is C0 + C1 w.</summary>
internal readonly partial struct Fq12 : IEquatable<Fq12>
{
    public readonly Fq6 C0, C1;

    public Fq12(in Fq6 c0, in Fq6 c1)
    {
        C0 = c0;
        C1 = c1;
    }

    public static Fq12 One { get; } = new(Fq6.One, Fq6.Zero);
    public bool IsOne => Equals(One);

    /// <summary>a b by Karatsuba: 3 products in Fq6.</summary>
    public static Fq12 operator *(in Fq12 a, in Fq12 b)
    {
        var low = a.C0 * b.C0;
        var high = a.C1 * b.C1;
        var cross = (a.C0 + a.C1) * (b.C0 + b.C1) - low - high;
        return new(low + high.MultiplyByV(), cross);
    }

    /// <summary>a^2 = (c0 + c1)(c0 + v c1) - (1 + v) c0 c1 + 2 c0 c1 w: 2 products in Fq6.</summary>
    public Fq12 Square()
    {
        var product = C0 * C1;
        var c0 = (C0 + C1) * (C0 + C1.MultiplyByV()) - product - product.MultiplyByV();
        return new(c0, product + product);
    }

    /// <summary>a (l0 + l1 w + l2 v w), the shape of a line of the Miller loop: 13 products in Fq2.</summary>
    public Fq12 MultiplyByLine(in Fq2 l0, in Fq2 l1, in Fq2 l2)
    {
        var low = C0 * l0;
        var high = C1.MultiplySparse(l1, l2);
        var cross = (C0 + C1).MultiplySparse(l0 + l1, l2) - low - high;
        return new(low + high.MultiplyByV(), cross);
    }

    /// <summary>c0 - c1 w = a^(q^6); the inverse in the cyclotomic subgroup.</summary>
    public Fq12 Conjugate() => new(C0, -C1);

    /// <summary>a^-1; the inverse of 0 is 0.</summary>
    public Fq12 Inverse()
    {
        var norm = C0.Square() - C1.Square().MultiplyByV();
        var inverse = norm.Inverse();
        return new(C0 * inverse, -(C1 * inverse));
    }

    public bool Equals(Fq12 other) => C0.Equals(other.C0) && C1.Equals(other.C1);
    public override bool Equals(object? obj) => obj is Fq12 other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(C0, C1);
}
