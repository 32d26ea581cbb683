namespace ZkmlGen.Algebra;

/// <summary>Transforms and sums over points, for setup.</summary>
public static class G1Transforms
{
    private const int ChunkSize = 512;

    /// <summary>Powers tau^i G to the Lagrange basis L_i(tau) G of size 2^log (an inverse NTT in the group), multi-threaded.</summary>
    public static G1Affine[] ToLagrange(ReadOnlySpan<G1Affine> powers, int log)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log, 28);
        if (powers.Length < 1 << log)
        {
            throw new ArgumentException($"A Lagrange basis of size {1 << log} needs {1 << log} powers; there are {powers.Length}.", nameof(powers));
        }
        powers = powers[..(1 << log)];
        return BatchGroupNtt.TryInvert(powers, log, out var basis) ? basis : GroupNtt.Invert(powers, log);
    }

    /// <summary>scalars[i] G for the generator, by a fixed-base table, multi-threaded.</summary>
    public static G1Affine[] MultiplyGenerator(FrVector scalars)
    {
        var result = new G1Affine[scalars.Length];
        Parallel.For(0, (scalars.Length + ChunkSize - 1) / ChunkSize, chunk =>
        {
            var start = chunk * ChunkSize;
            var length = Math.Min(ChunkSize, scalars.Length - start);
            GeneratorTable.Multiply(scalars.Slice(start, length), result.AsSpan(start, length));
        });
        return result;
    }
}
