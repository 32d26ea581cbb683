using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Fixed points of G1 for multi-scalar multiplications, in native memory, in the layout that the kernels want. Immutable, shared by threads.</summary>
public sealed unsafe class MsmBases : IDisposable
{
    private G1Affine* _points;

    /// <summary>Copies the points.</summary>
    public MsmBases(ReadOnlySpan<G1Affine> points)
    {
        Count = points.Length;
        _points = (G1Affine*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, Count) * (nuint)sizeof(G1Affine), (nuint)sizeof(G1Affine));
        points.CopyTo(new Span<G1Affine>(_points, Count));
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Point i.</summary>
    public G1Affine this[int i] => Points[i];

    private ReadOnlySpan<G1Affine> Points
    {
        get
        {
            ObjectDisposedException.ThrowIf(_points is null, this);
            return new(_points, Count);
        }
    }

    /// <summary>sum scalars[i] bases[i] for i below scalars.Length (at most Count). Uses up to threads threads.</summary>
    public G1 Multiply(FrVector scalars, int threads)
    {
        CheckLength(scalars.Length);
        return BucketMsm.Sum(_points, new FullScalars(scalars), threads);
    }

    /// <summary>sum scalars[i] bases[i], small signed scalars; the cost follows their largest magnitude and the number of non-zeros.</summary>
    public G1 Multiply(ReadOnlySpan<int> scalars, int threads)
    {
        CheckLength(scalars.Length);
        fixed (int* values = scalars)
        {
            return BucketMsm.Sum(_points, new SmallScalars(values, scalars.Length), threads);
        }
    }

    private void CheckLength(int length)
    {
        ObjectDisposedException.ThrowIf(_points is null, this);
        if (length > Count)
        {
            throw new ArgumentException($"There are {length} scalars for {Count} points.", nameof(length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_points);
        _points = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the native memory of a forgotten instance.</summary>
    ~MsmBases() => NativeMemory.AlignedFree(_points);
}
