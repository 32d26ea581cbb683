namespace ZkmlGen.Algebra;

public readonly partial struct G1
{
    /// <summary>To affine (one inversion).</summary>
    public G1Affine ToAffine() => Scale(Z.Inverse());

    /// <summary>All to affine, with one inversion.</summary>
    public static void ToAffine(ReadOnlySpan<G1> points, Span<G1Affine> result)
    {
        if (result.Length < points.Length)
        {
            throw new ArgumentException($"The result has room for {result.Length} points, not for {points.Length}.", nameof(result));
        }
        var inverse = Prefixes(points, result).Inverse();
        for (var i = points.Length - 1; i >= 0; i--)
        {
            ref readonly var point = ref points[i];
            if (point.IsZero)
            {
                result[i] = default;
                continue;
            }
            var z = inverse * result[i].X;
            inverse *= point.Z;
            result[i] = point.Scale(z);
        }
    }

    /// <summary>result[i].X = product of the Z before i that are not 0; returns the product of all.</summary>
    private static Fq Prefixes(ReadOnlySpan<G1> points, Span<G1Affine> result)
    {
        var product = Fq.One;
        for (var i = 0; i < points.Length; i++)
        {
            result[i] = new(product, Fq.Zero);
            if (!points[i].IsZero)
            {
                product *= points[i].Z;
            }
        }
        return product;
    }

    /// <summary>(X z^2, Y z^3), z being the inverse of Z.</summary>
    private G1Affine Scale(in Fq z)
    {
        var zz = z * z;
        return new(X * zz, Y * zz * z);
    }
}
