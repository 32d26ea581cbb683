namespace ZkmlGen.Algebra;

/// <summary>Transforms and sums over points, for setup.</summary>
public static class G1Transforms
{
    /// <summary>Powers tau^i G to the Lagrange basis L_i(tau) G of size 2^log (an inverse NTT in the group), multi-threaded.</summary>
    public static G1Affine[] ToLagrange(ReadOnlySpan<G1Affine> powers, int log)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log);
        var size = 1 << log;
        if (powers.Length < size)
        {
            throw new ArgumentException($"A Lagrange basis of size {size} needs {size} powers; there are {powers.Length}.", nameof(powers));
        }
        var points = GroupNtt.BitReversed(powers[..size], log);
        GroupNtt.Transform(points, log, Fr.RootOfUnity(log).Inverse());
        GroupNtt.Scale(points, Fr.FromInt64(size).Inverse());
        var result = new G1Affine[size];
        G1.ToAffine(points, result);
        return result;
    }

    /// <summary>scalars[i] G for the generator, by a fixed-base table, multi-threaded.</summary>
    public static G1Affine[] MultiplyGenerator(FrVector scalars)
    {
        var result = new G1Affine[scalars.Length];
        const int chunk = 256;
        Parallel.For(0, (scalars.Length + chunk - 1) / chunk, part =>
        {
            var start = part * chunk;
            var points = new G1[Math.Min(chunk, scalars.Length - start)];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = GeneratorTable.Multiply(scalars[start + i]);
            }
            G1.ToAffine(points, result.AsSpan(start, points.Length));
        });
        return result;
    }
}
