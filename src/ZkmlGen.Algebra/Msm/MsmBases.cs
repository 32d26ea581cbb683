using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Fixed points of G1 for multi-scalar multiplications, in native memory, in the layout that the kernels want. Immutable, shared by threads.
/// 64 bytes a point; the first sum with full-width scalars adds 128 more, <see cref="Precompute"/> about 1.3 KB.
/// </summary>
public sealed unsafe class MsmBases : IDisposable
{
    /// <summary>Below so many scalars the plain method is as fast, and has no working memory.</summary>
    private const int FewScalars = 32;

    private readonly Lock expanding = new();
    private readonly bool hasInfinity;
    private G1Affine* points;
    private ExpandedBases? expanded;

    /// <summary>Copies the points.</summary>
    public MsmBases(ReadOnlySpan<G1Affine> points)
    {
        Count = points.Length;
        this.points = (G1Affine*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, Count) * (nuint)sizeof(G1Affine), (nuint)sizeof(G1Affine));
        points.CopyTo(new Span<G1Affine>(this.points, Count));
        hasInfinity = points.Contains(default);
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Point i.</summary>
    public G1Affine this[int i]
    {
        get
        {
            ObjectDisposedException.ThrowIf(points is null, this);
            return new ReadOnlySpan<G1Affine>(points, Count)[i];
        }
    }

    /// <summary>sum scalars[i] bases[i] for i below scalars.Length (at most Count). Uses up to threads threads.</summary>
    public G1 Multiply(FrVector scalars, int threads)
    {
        CheckArguments(scalars.Length, threads);
        if (scalars.Length >= FewScalars && !hasInfinity && Expanded.TrySum(scalars, threads, out var sum))
        {
            return sum;
        }
        return BucketMsm.Sum(points, new FullScalars(scalars), threads);
    }

    /// <summary>sum scalars[i] bases[i], small signed scalars; the cost follows their largest magnitude and the number of non-zeros.</summary>
    public G1 Multiply(ReadOnlySpan<int> scalars, int threads)
    {
        CheckArguments(scalars.Length, threads);
        if (scalars.Length >= FewScalars && !hasInfinity && SmallMsm.TrySum(points, scalars, threads, out var sum))
        {
            return sum;
        }
        fixed (int* values = scalars)
        {
            return BucketMsm.Sum(points, new SmallScalars(values, scalars.Length), threads);
        }
    }

    /// <summary>
    /// Computes multiples of the points that make sums with full-width scalars about a quarter faster for a few thousand points; pays after some fifty of them.
    /// No sum may run on another thread meanwhile.
    /// </summary>
    public void Precompute()
    {
        ObjectDisposedException.ThrowIf(points is null, this);
        if (Count < FewScalars || hasInfinity)
        {
            return;
        }
        var tables = new TableBases(points, Count, MsmWindow.Best(Count, FullDigits.Bits, shared: true));
        expanded?.Dispose();
        expanded = tables;
    }

    private ExpandedBases Expanded
    {
        get
        {
            lock (expanding)
            {
                return expanded ??= new EndomorphismBases(points, Count);
            }
        }
    }

    private void CheckArguments(int length, int threads)
    {
        ObjectDisposedException.ThrowIf(points is null, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (length > Count)
        {
            throw new ArgumentException($"There are {length} scalars for {Count} points.", nameof(length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(points);
        points = null;
        expanded?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the native memory of a forgotten instance.</summary>
    ~MsmBases() => NativeMemory.AlignedFree(points);
}
