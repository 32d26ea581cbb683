using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

public sealed class G2Tests
{
    private static readonly G2Affine G = G2Affine.Generator;
    private static readonly G2Affine P = Fr.FromInt64(12345) * G;

    private static G2Affine Add(in G2Affine a, in G2Affine b) => G2.From(a).Add(b).ToAffine();

    [Fact]
    public void Group_laws()
    {
        Assert.Equal(Fr.FromInt64(12346) * G, Add(P, G));
        Assert.Equal(Add(P, G), Add(G, P));
        Assert.Equal(Fr.FromInt64(2 * 12345) * G, Add(P, P));
        Assert.Equal(default, Add(P, P.Negate()));
        Assert.Equal(P, Add(P, default));
        Assert.Equal(P, Add(default, P));
        Assert.Equal(Add(P, G), G2.From(P).Add(G2.From(G).Double().Add(G.Negate())).ToAffine());
    }

    [Fact]
    public void Scalar_multiplication_at_the_edges()
    {
        Assert.True((Fr.Zero * P).IsInfinity);
        Assert.Equal(P, Fr.One * P);
        Assert.Equal(P.Negate(), -Fr.One * P);
        Assert.True((Fr.FromInt64(5) * default(G2Affine)).IsInfinity);
    }

    [Fact]
    public void Multiples_agree_with_ffjavascript()
    {
        foreach (var (scalar, point) in CurveVectors.G2)
        {
            Assert.Equal(point, scalar * G);
        }
    }

    [Fact]
    public void Bytes_round_trip()
    {
        var bytes = new byte[128];
        foreach (var point in new[] { P, default, G })
        {
            point.Write(bytes);
            Assert.True(G2Affine.TryRead(bytes, out var read));
            Assert.Equal(point, read);
        }
    }

    [Fact]
    public void Reading_refuses_bad_lengths_big_coordinates_and_points_off_the_twist()
    {
        var bytes = new byte[128];
        P.Write(bytes);
        Assert.False(G2Affine.TryRead(bytes.AsSpan(1), out _));
        bytes[127] ^= 1;
        Assert.False(G2Affine.TryRead(bytes, out _));
        P.Write(bytes);
        bytes.AsSpan(0, 32).Fill(255);
        Assert.False(G2Affine.TryRead(bytes, out _));
    }

    [Fact]
    public void Reading_refuses_a_point_of_the_twist_outside_the_subgroup()
    {
        var point = PointOutsideTheSubgroup();
        Assert.True(point.IsOnTwist);
        Assert.False(G2.From(point).Multiply(3).ToAffine().IsInfinity);
        var bytes = new byte[128];
        point.Write(bytes);
        Assert.False(G2Affine.TryRead(bytes, out _));
    }

    /// <summary>The twist has the order r (2q - r), so almost any point of it will do: the first x = 1, 2, ... with a y. That r P is not 0 is checked by hand here.</summary>
    private static G2Affine PointOutsideTheSubgroup()
    {
        for (var i = 1; ; i++)
        {
            var x = new Fq2(Fq.FromInt64(i), Fq.One);
            if (TrySqrt(x.Square() * x + G2Affine.TwistB, out var y))
            {
                var point = new G2Affine(x, y);
                var sum = G2.Zero;
                for (var bit = 253; bit >= 0; bit--)
                {
                    sum = sum.Double();
                    sum = (Bn254.R >> bit).IsEven ? sum : sum.Add(point);
                }
                Assert.False(sum.ToAffine().IsInfinity);
                return point;
            }
        }
    }

    /// <summary>The root with c0^2 = (a0 + |a|) / 2 and c1 = a1 / 2c0, if there is one.</summary>
    private static bool TrySqrt(in Fq2 a, out Fq2 root)
    {
        root = default;
        if (!(a.C0 * a.C0 + a.C1 * a.C1).TrySqrt(out var norm))
        {
            return false;
        }
        var half = Fq.FromInt64(2).Inverse();
        if (!((a.C0 + norm) * half).TrySqrt(out var c0) && !((a.C0 - norm) * half).TrySqrt(out c0))
        {
            return false;
        }
        root = new(c0, a.C1 * half * c0.Inverse());
        return root.Square().Equals(a);
    }
}
