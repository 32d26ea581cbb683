using System.Numerics;

namespace ZkmlGen.Algebra;

/// <summary>
/// A point of BN254's G2, affine, over Fq2: the subgroup of order r of the twist y^2 = x^3 + 3 / (9 + u); infinity is all zeros.
/// Bytes as on the EVM: x1, x0, y1, y0 (imaginary part first), 32 bytes each, big-endian.
/// </summary>
public readonly partial struct G2Affine : IEquatable<G2Affine>
{
    /// <summary>Bytes of a point.</summary>
    public const int Size = 128;

    internal readonly Fq2 X, Y;

    internal G2Affine(in Fq2 x, in Fq2 y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The standard generator.</summary>
    public static G2Affine Generator { get; } = new(
        FromDecimal("10857046999023057135944570762232829481370756359578518086990519993285655852781", "11559732032986387107991004021392285783925812861821192530917403151452391805634"),
        FromDecimal("8495653923123431417604973247489272438418190587263600148770280649306958101930", "4082367875863433681332203403145435568316851327593401208105741076214120093531"));

    /// <summary>The neutral element.</summary>
    public bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>Reads 128 bytes; false if not canonical, off the twist, or outside the subgroup of order r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out G2Affine point)
    {
        point = default;
        return bytes.Length == Size
            && TryReadFq2(bytes[..64], out var x)
            && TryReadFq2(bytes[64..], out var y)
            && TryMake(x, y, out point);
    }

    /// <summary>Reads 128 bytes x0, x1, y0, y1 as in .ptau files: little-endian, Montgomery form with factor 2^256. The same checks as <see cref="TryRead"/>.</summary>
    public static bool TryReadMontgomery(ReadOnlySpan<byte> bytes, out G2Affine point)
    {
        point = default;
        return bytes.Length == Size
            && MontgomeryBytes.TryRead(bytes[..64], out Fq2 x)
            && MontgomeryBytes.TryRead(bytes[64..], out Fq2 y)
            && TryMake(x, y, out point);
    }

    /// <summary>Writes 128 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        X.C1.Write(bytes);
        X.C0.Write(bytes[32..]);
        Y.C1.Write(bytes[64..]);
        Y.C0.Write(bytes[96..]);
    }

    /// <summary>-P.</summary>
    public G2Affine Negate() => new(X, -Y);

    /// <summary>Equality of points.</summary>
    public static bool operator ==(in G2Affine a, in G2Affine b) => a.Equals(b);
    /// <summary>Inequality of points.</summary>
    public static bool operator !=(in G2Affine a, in G2Affine b) => !a.Equals(b);
    /// <inheritdoc/>
    public bool Equals(G2Affine other) => X.Equals(other.X) && Y.Equals(other.Y);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is G2Affine other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    private static bool TryMake(in Fq2 x, in Fq2 y, out G2Affine point)
    {
        var candidate = new G2Affine(x, y);
        var valid = candidate.IsOnTwist && candidate.IsInSubgroup;
        point = valid ? candidate : default;
        return valid;
    }

    private static bool TryReadFq2(ReadOnlySpan<byte> bytes, out Fq2 value)
    {
        var canonical = Fq.TryRead(bytes[..32], out var c1) & Fq.TryRead(bytes[32..], out var c0);
        value = new(c0, c1);
        return canonical;
    }

    private static Fq2 FromDecimal(string c0, string c1) => new(Fq.FromBigInteger(BigInteger.Parse(c0)), Fq.FromBigInteger(BigInteger.Parse(c1)));
}
