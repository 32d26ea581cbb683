namespace ZkmlGen.Algebra;

/// <summary>
/// An element of the scalar field of BN254, r = 21888242871839275222246405745257275088548364400416034343698204186575808495617.
/// Montgomery form with factor 2^260 (so that scalar and lane code share one representation), four 64-bit limbs, little-endian, canonical.
/// </summary>
public readonly partial struct Fr : IEquatable<Fr>
{
    internal readonly ulong L0, L1, L2, L3;

    /// <summary>0.</summary>
    public static Fr Zero => default;
    /// <summary>1.</summary>
    public static Fr One => throw new NotImplementedException();
    /// <summary>A small integer, negative ones as r - |value|.</summary>
    public static Fr FromInt64(long value) => throw new NotImplementedException();
    /// <summary>value mod r, any sign.</summary>
    public static Fr FromBigInteger(System.Numerics.BigInteger value) => throw new NotImplementedException();
    /// <summary>The canonical integer in [0, r).</summary>
    public System.Numerics.BigInteger ToBigInteger() => throw new NotImplementedException();
    /// <summary>Reads 32 bytes, big-endian; false if the value is not below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fr value) => throw new NotImplementedException();
    /// <summary>Reads 32 bytes, big-endian, and reduces mod r (challenges).</summary>
    public static Fr ReadReduced(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
    /// <summary>Writes 32 bytes, big-endian, canonical.</summary>
    public void Write(Span<byte> bytes) => throw new NotImplementedException();
    /// <summary>A uniform element from the operating system's generator.</summary>
    public static Fr Random() => throw new NotImplementedException();

    /// <summary>True for 0.</summary>
    public bool IsZero => throw new NotImplementedException();
    /// <summary>r = a + b.</summary>
    public static void Add(in Fr a, in Fr b, out Fr r) => throw new NotImplementedException();
    /// <summary>r = a - b.</summary>
    public static void Subtract(in Fr a, in Fr b, out Fr r) => throw new NotImplementedException();
    /// <summary>r = a b.</summary>
    public static void Multiply(in Fr a, in Fr b, out Fr r) => throw new NotImplementedException();
    /// <summary>a^-1; the inverse of 0 is 0.</summary>
    public Fr Inverse() => throw new NotImplementedException();
    /// <summary>a^exponent, exponent at least 0.</summary>
    public Fr Pow(ulong exponent) => throw new NotImplementedException();
    /// <summary>A generator of the subgroup of order 2^log, log at most 28: 5^((r-1)/2^log).</summary>
    public static Fr RootOfUnity(int log) => throw new NotImplementedException();

    /// <summary>Sugar for cold code.</summary>
    public static Fr operator +(in Fr a, in Fr b) { Add(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator -(in Fr a, in Fr b) { Subtract(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator *(in Fr a, in Fr b) { Multiply(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator -(in Fr a) { Subtract(Zero, a, out var r); return r; }
    /// <summary>Equality of canonical limbs.</summary>
    public static bool operator ==(in Fr a, in Fr b) => a.Equals(b);
    /// <summary>Inequality of canonical limbs.</summary>
    public static bool operator !=(in Fr a, in Fr b) => !a.Equals(b);
    /// <inheritdoc/>
    public bool Equals(Fr other) => L0 == other.L0 && L1 == other.L1 && L2 == other.L2 && L3 == other.L3;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fr other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);
    /// <summary>The canonical value, decimal.</summary>
    public override string ToString() => ToBigInteger().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
