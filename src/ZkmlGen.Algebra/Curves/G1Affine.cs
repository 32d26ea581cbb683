namespace ZkmlGen.Algebra;

/// <summary>A point of BN254's G1 (y^2 = x^3 + 3 over Fq), affine; infinity is (0, 0), as on the EVM.</summary>
public readonly partial struct G1Affine : IEquatable<G1Affine>
{
    /// <summary>Bytes of a point: x, y.</summary>
    public const int Size = 64;

    internal readonly Fq X, Y;

    internal G1Affine(in Fq x, in Fq y)
    {
        X = x;
        Y = y;
    }

    /// <summary>(1, 2).</summary>
    public static G1Affine Generator { get; } = new(Fq.One, Fq.FromInt64(2));
    /// <summary>The neutral element.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;
    /// <summary>y^2 = x^3 + 3, or infinity. The cofactor is 1, so a point of the curve is a point of the group.</summary>
    internal bool IsOnCurve => IsInfinity || Y * Y == X * X * X + B;

    private static Fq B { get; } = Fq.FromInt64(3);

    /// <summary>Reads 64 bytes x, y, big-endian; false if a coordinate is not below q or the point is off the curve. (0, 0) is infinity.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        return bytes.Length == Size
            && Fq.TryRead(bytes[..32], out var x)
            && Fq.TryRead(bytes[32..], out var y)
            && TryMake(x, y, out point);
    }

    /// <summary>Reads 64 bytes x, y as in .ptau files: little-endian, Montgomery form with factor 2^256. The same checks as <see cref="TryRead"/>.</summary>
    public static bool TryReadMontgomery(ReadOnlySpan<byte> bytes, out G1Affine point)
    {
        point = default;
        return bytes.Length == Size
            && MontgomeryBytes.TryRead(bytes[..32], out Fq x)
            && MontgomeryBytes.TryRead(bytes[32..], out Fq y)
            && TryMake(x, y, out point);
    }

    /// <summary>Writes 64 bytes x, y, big-endian, canonical.</summary>
    public void Write(Span<byte> bytes)
    {
        X.Write(bytes);
        Y.Write(bytes[32..]);
    }

    private static bool TryMake(in Fq x, in Fq y, out G1Affine point)
    {
        var candidate = new G1Affine(x, y);
        var valid = candidate.IsOnCurve;
        point = valid ? candidate : default;
        return valid;
    }

    /// <summary>-P.</summary>
    public G1Affine Negate() => new(X, -Y);

    /// <summary>Equality of points.</summary>
    public static bool operator ==(in G1Affine a, in G1Affine b) => a.Equals(b);
    /// <summary>Inequality of points.</summary>
    public static bool operator !=(in G1Affine a, in G1Affine b) => !a.Equals(b);
    /// <inheritdoc/>
    public bool Equals(G1Affine other) => X == other.X && Y == other.Y;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Affine other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);
    /// <summary>The coordinates, decimal.</summary>
    public override string ToString() => $"({X}, {Y})";
}
