namespace ZkmlGen.Algebra;

/// <summary>A point of BN254's G1 (y^2 = x^3 + 3 over Fq), affine; infinity is (0, 0), as on the EVM.</summary>
public readonly partial struct G1Affine : IEquatable<G1Affine>
{
    /// <summary>(1, 2).</summary>
    public static G1Affine Generator => throw new NotImplementedException();
    /// <summary>The neutral element.</summary>
    public bool IsInfinity => throw new NotImplementedException();
    /// <summary>Reads 64 bytes x, y, big-endian; false if a coordinate is not below q or the point is off the curve. (0, 0) is infinity.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out G1Affine point) => throw new NotImplementedException();
    /// <summary>Writes 64 bytes x, y, big-endian, canonical.</summary>
    public void Write(Span<byte> bytes) => throw new NotImplementedException();
    /// <summary>-P.</summary>
    public G1Affine Negate() => throw new NotImplementedException();
    /// <inheritdoc/>
    public bool Equals(G1Affine other) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G1Affine other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();
}

/// <summary>A point of G1 in projective (Jacobian) coordinates, for sums. Variable time.</summary>
public readonly partial struct G1
{
    /// <summary>The neutral element.</summary>
    public static G1 Zero => throw new NotImplementedException();
    /// <summary>From affine.</summary>
    public static G1 From(in G1Affine p) => throw new NotImplementedException();
    /// <summary>To affine (one inversion).</summary>
    public G1Affine ToAffine() => throw new NotImplementedException();
    /// <summary>P + Q, all cases.</summary>
    public static G1 operator +(in G1 a, in G1 b) => throw new NotImplementedException();
    /// <summary>P + Q, all cases.</summary>
    public static G1 operator +(in G1 a, in G1Affine b) => throw new NotImplementedException();
    /// <summary>-P.</summary>
    public static G1 operator -(in G1 a) => throw new NotImplementedException();
    /// <summary>s P.</summary>
    public static G1 operator *(in Fr s, in G1 p) => throw new NotImplementedException();
    /// <summary>All to affine, with one inversion.</summary>
    public static void ToAffine(ReadOnlySpan<G1> points, Span<G1Affine> result) => throw new NotImplementedException();
}
