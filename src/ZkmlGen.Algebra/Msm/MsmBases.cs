namespace ZkmlGen.Algebra;

/// <summary>Fixed points of G1 for multi-scalar multiplications, in native memory, in the layout that the kernels want. Immutable, shared by threads.</summary>
public sealed class MsmBases : IDisposable
{
    /// <summary>Copies the points.</summary>
    public MsmBases(ReadOnlySpan<G1Affine> points) => throw new NotImplementedException();
    /// <summary>Number of points.</summary>
    public int Count => throw new NotImplementedException();
    /// <summary>Point i.</summary>
    public G1Affine this[int i] => throw new NotImplementedException();
    /// <summary>sum scalars[i] bases[i] for i below scalars.Length (at most Count). Uses up to threads threads.</summary>
    public G1 Multiply(FrVector scalars, int threads) => throw new NotImplementedException();
    /// <summary>sum scalars[i] bases[i], small signed scalars; the cost follows their largest magnitude and the number of non-zeros.</summary>
    public G1 Multiply(ReadOnlySpan<int> scalars, int threads) => throw new NotImplementedException();
    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}

/// <summary>Transforms and sums over points, for setup.</summary>
public static class G1Transforms
{
    /// <summary>Powers tau^i G to the Lagrange basis L_i(tau) G of size 2^log (an inverse NTT in the group), multi-threaded.</summary>
    public static G1Affine[] ToLagrange(ReadOnlySpan<G1Affine> powers, int log) => throw new NotImplementedException();
    /// <summary>scalars[i] G for the generator, by a fixed-base table, multi-threaded.</summary>
    public static G1Affine[] MultiplyGenerator(FrVector scalars) => throw new NotImplementedException();
}
