using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

public sealed class G1Tests
{
    private static readonly G1 G = G1.From(G1Affine.Generator);
    private static readonly G1 P = Fr.FromInt64(12345) * G;
    private static readonly G1 Q = Fr.FromInt64(-77) * G;
    private static readonly G1 O = G1.Zero;

    private static void AssertEqual(in G1 expected, in G1 actual) => Assert.Equal(expected.ToAffine(), actual.ToAffine());

    [Fact]
    public void Addition_is_commutative_and_associative()
    {
        AssertEqual(P + Q, Q + P);
        AssertEqual(P + Q + G, P + (Q + G));
    }

    [Fact]
    public void Infinity_is_neutral()
    {
        AssertEqual(P, P + O);
        AssertEqual(P, O + P);
        AssertEqual(P, O + P.ToAffine());
        AssertEqual(P, P + default(G1Affine));
        AssertEqual(O, O + O);
        Assert.True(O.ToAffine().IsInfinity);
        Assert.True(G1.From(default).IsZero);
    }

    [Fact]
    public void Doubling_agrees_with_addition_in_every_form()
    {
        var twice = Fr.FromInt64(2 * 12345) * G;
        AssertEqual(twice, P + P);
        AssertEqual(twice, P + P.ToAffine());
        AssertEqual(twice, P.Double());
        AssertEqual(O, O.Double());
    }

    [Fact]
    public void Opposite_points_cancel()
    {
        AssertEqual(O, P + -P);
        AssertEqual(O, P - P);
        AssertEqual(O, P + P.ToAffine().Negate());
        AssertEqual(O, -O);
        Assert.True(default(G1Affine).Negate().IsInfinity);
    }

    [Fact]
    public void Scalar_multiplication_at_the_edges()
    {
        AssertEqual(O, Fr.Zero * P);
        AssertEqual(P, Fr.One * P);
        AssertEqual(-P, -Fr.One * P);
        AssertEqual(O, Fr.FromInt64(7) * O);
        AssertEqual((Fr.FromInt64(1000) + Fr.FromInt64(-3)) * P, Fr.FromInt64(1000) * P - Fr.FromInt64(3) * P);
    }

    [Fact]
    public void Many_points_to_affine_with_infinities_among_them()
    {
        G1[] points = [O, P, O, Q + P, Q, O];
        var affine = new G1Affine[points.Length];
        G1.ToAffine(points, affine);
        Assert.Equal(points.Select(p => p.ToAffine()), affine);
        Assert.Throws<ArgumentException>(() => G1.ToAffine(points, new G1Affine[5]));
    }

    [Fact]
    public void Bytes_round_trip()
    {
        var bytes = new byte[64];
        foreach (var point in new[] { P.ToAffine(), default, G1Affine.Generator })
        {
            point.Write(bytes);
            Assert.True(G1Affine.TryRead(bytes, out var read));
            Assert.Equal(point, read);
        }
    }

    [Fact]
    public void Reading_refuses_what_is_not_a_point()
    {
        var bytes = new byte[64];
        P.ToAffine().Write(bytes);
        Assert.False(G1Affine.TryRead(bytes.AsSpan(1), out _));
        bytes[63] ^= 1;
        Assert.False(G1Affine.TryRead(bytes, out _));
        bytes.AsSpan().Clear();
        Bn254.Q.TryWriteBytes(bytes, out _, isUnsigned: true, isBigEndian: true);
        Assert.False(G1Affine.TryRead(bytes, out var point));
        Assert.True(point.IsInfinity);
    }

    [Fact]
    public void Multiples_agree_with_ffjavascript()
    {
        foreach (var (scalar, point) in CurveVectors.G1)
        {
            Assert.Equal(point, (scalar * G).ToAffine());
        }
    }
}
