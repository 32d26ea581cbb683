namespace ZkmlGen.Algebra;

/// <summary>Fq2 = Fq[u] / (u^2 + 1), an element is C0 + C1 u.</summary>
internal readonly struct Fq2 : IEquatable<Fq2>
{
    public readonly Fq C0, C1;

    public Fq2(in Fq c0, in Fq c1)
    {
        C0 = c0;
        C1 = c1;
    }

    public static Fq2 Zero => default;
    public static Fq2 One { get; } = new(Fq.One, Fq.Zero);
    /// <summary>The non-residue xi = 9 + u, by which Fq6 and the twist are made.</summary>
    public static Fq2 Xi { get; } = new(Fq.FromInt64(9), Fq.One);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fq2 operator +(in Fq2 a, in Fq2 b)
    {
        Fq.Add(a.C0, b.C0, out var c0);
        Fq.Add(a.C1, b.C1, out var c1);
        return new(c0, c1);
    }

    public static Fq2 operator -(in Fq2 a, in Fq2 b)
    {
        Fq.Subtract(a.C0, b.C0, out var c0);
        Fq.Subtract(a.C1, b.C1, out var c1);
        return new(c0, c1);
    }

    public static Fq2 operator -(in Fq2 a)
    {
        Fq.Negate(a.C0, out var c0);
        Fq.Negate(a.C1, out var c1);
        return new(c0, c1);
    }

    /// <summary>a b by Karatsuba: 3 products in Fq.</summary>
    public static Fq2 operator *(in Fq2 a, in Fq2 b)
    {
        Fq.Multiply(a.C0, b.C0, out var low);
        Fq.Multiply(a.C1, b.C1, out var high);
        Fq.Add(a.C0, a.C1, out var sumA);
        Fq.Add(b.C0, b.C1, out var sumB);
        Fq.Multiply(sumA, sumB, out var cross);
        Fq.Subtract(cross, low, out cross);
        Fq.Subtract(cross, high, out cross);
        Fq.Subtract(low, high, out var real);
        return new(real, cross);
    }

    /// <summary>a s, with s in Fq.</summary>
    public static Fq2 operator *(in Fq2 a, in Fq s)
    {
        Fq.Multiply(a.C0, s, out var c0);
        Fq.Multiply(a.C1, s, out var c1);
        return new(c0, c1);
    }

    /// <summary>a^2 = (c0 + c1)(c0 - c1) + 2 c0 c1 u.</summary>
    public Fq2 Square()
    {
        Fq.Add(C0, C1, out var sum);
        Fq.Subtract(C0, C1, out var difference);
        Fq.Multiply(sum, difference, out var real);
        Fq.Multiply(C0, C1, out var cross);
        Fq.Double(cross, out cross);
        return new(real, cross);
    }

    public Fq2 Double() => this + this;

    public Fq2 Conjugate()
    {
        Fq.Negate(C1, out var c1);
        return new(C0, c1);
    }

    /// <summary>a xi = (9 c0 - c1) + (9 c1 + c0) u.</summary>
    public Fq2 MultiplyByXi()
    {
        var nine = Double().Double().Double() + this;
        Fq.Subtract(nine.C0, C1, out var c0);
        Fq.Add(nine.C1, C0, out var c1);
        return new(c0, c1);
    }

    /// <summary>a^-1 = conjugate / norm; the inverse of 0 is 0.</summary>
    public Fq2 Inverse()
    {
        Fq.Square(C0, out var norm);
        Fq.Square(C1, out var square);
        Fq.Add(norm, square, out norm);
        return Conjugate() * norm.Inverse();
    }

    /// <summary>a^exponent, most significant bit first. Variable time.</summary>
    public Fq2 Pow(System.Numerics.BigInteger exponent)
    {
        var result = One;
        for (var i = (int)exponent.GetBitLength() - 1; i >= 0; i--)
        {
            result = result.Square();
            if (!(exponent >> i).IsEven)
            {
                result *= this;
            }
        }
        return result;
    }

    public bool Equals(Fq2 other) => C0.Equals(other.C0) && C1.Equals(other.C1);
    public override bool Equals(object? obj) => obj is Fq2 other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(C0, C1);
}
