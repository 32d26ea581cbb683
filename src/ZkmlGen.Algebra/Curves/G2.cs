namespace ZkmlGen.Algebra;

/// <summary>A point of BN254's G2, affine, over Fq2; infinity is all zeros. Bytes as on the EVM: x1, x0, y1, y0 (imaginary part first), 32 bytes each, big-endian.</summary>
public readonly partial struct G2Affine : IEquatable<G2Affine>
{
    /// <summary>The standard generator.</summary>
    public static G2Affine Generator => throw new NotImplementedException();
    /// <summary>The neutral element.</summary>
    public bool IsInfinity => throw new NotImplementedException();
    /// <summary>Reads 128 bytes; false if not canonical, off the twist, or outside the subgroup of order r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out G2Affine point) => throw new NotImplementedException();
    /// <summary>Writes 128 bytes.</summary>
    public void Write(Span<byte> bytes) => throw new NotImplementedException();
    /// <summary>-P.</summary>
    public G2Affine Negate() => throw new NotImplementedException();
    /// <summary>s P.</summary>
    public static G2Affine operator *(in Fr s, in G2Affine p) => throw new NotImplementedException();
    /// <inheritdoc/>
    public bool Equals(G2Affine other) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G2Affine other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();
}

/// <summary>The optimal ate pairing.</summary>
public static class Pairing
{
    /// <summary>product e(a[i], b[i]) = 1.</summary>
    public static bool Check(ReadOnlySpan<G1Affine> a, ReadOnlySpan<G2Affine> b) => throw new NotImplementedException();
}
