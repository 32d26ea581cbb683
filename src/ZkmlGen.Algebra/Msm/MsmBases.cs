namespace ZkmlGen.Algebra;

/// <summary>
/// Fixed points of G1 for multi-scalar multiplications, in native memory, in the layout that the kernels want. Immutable, shared by threads.
/// 64 bytes a point; the first sum with full-width scalars adds 128 more, <see cref="Precompute"/> about 1.3 KB; 88 KB for each extra point.
/// </summary>
/// <remarks>
/// Extra points take full-width scalars in any sum, at a fraction of the cost of points: for the few rows of a column that hold random field elements.
/// </remarks>
public sealed unsafe class MsmBases : IDisposable
{
    /// <summary>Below so many scalars the plain method is as fast, and has no working memory.</summary>
    private const int FewScalars = 32;

    private readonly Lock expanding = new();
    private readonly bool hasInfinity;
    private readonly ExtraTable extras;
    private readonly SmallBases points;
    private FullWidthBases? expanded;
    private bool isDisposed;

    /// <summary>Copies the points.</summary>
    public MsmBases(ReadOnlySpan<G1Affine> points)
        : this(points, [])
    {
    }

    /// <summary>Copies the points, and prepares the extra points.</summary>
    public MsmBases(ReadOnlySpan<G1Affine> points, ReadOnlySpan<G1Affine> extraPoints)
    {
        hasInfinity = points.Contains(default) || extraPoints.Contains(default);
        extras = new(extraPoints);
        this.points = new(points, extras);
    }

    /// <summary>Number of points, without the extra ones.</summary>
    public int Count => points.Count;

    /// <summary>Point i.</summary>
    public G1Affine this[int i]
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return Points[i];
        }
    }

    private ReadOnlySpan<G1Affine> Points => new(points.Points, Count);

    /// <summary>sum scalars[i] bases[i] for i below scalars.Length (at most Count). Uses up to threads threads.</summary>
    public G1 Multiply(FrVector scalars, int threads) => Multiply(scalars, [], threads);

    /// <summary>The same plus sum extraScalars[j] extraPoints[j].</summary>
    public G1 Multiply(FrVector scalars, ReadOnlySpan<Fr> extraScalars, int threads)
    {
        CheckArguments(scalars.Length, extraScalars.Length, threads);
        if (!IsForPlainSum(scalars.Length, extraScalars.Length) && Expanded.TrySum(scalars, extraScalars, threads, out var sum))
        {
            return sum;
        }
        return BucketMsm.Sum(points.Points, new FullScalars(scalars), threads) + extras.Sum(extraScalars);
    }

    /// <summary>sum scalars[i] bases[i], small signed scalars; the cost follows their largest magnitude and the number of non-zeros.</summary>
    public G1 Multiply(ReadOnlySpan<int> scalars, int threads) => Multiply(scalars, [], threads);

    /// <summary>The same plus sum extraScalars[j] extraPoints[j].</summary>
    public G1 Multiply(ReadOnlySpan<int> scalars, ReadOnlySpan<Fr> extraScalars, int threads)
    {
        CheckArguments(scalars.Length, extraScalars.Length, threads);
        if (!IsForPlainSum(scalars.Length, extraScalars.Length) && points.TrySum(scalars, extraScalars, threads, out var sum))
        {
            return sum;
        }
        fixed (int* values = scalars)
        {
            return BucketMsm.Sum(points.Points, new SmallScalars(values, scalars.Length), threads) + extras.Sum(extraScalars);
        }
    }

    /// <summary>
    /// Computes multiples of the points that make sums with full-width scalars faster: by half for some hundred points, by a quarter for some thousand. It costs as
    /// much as some ten to fifty sums. No sum may run on another thread meanwhile.
    /// </summary>
    public void Precompute()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (Count < FewScalars || hasInfinity)
        {
            return;
        }
        var tables = new TableBases(Points, extras, MsmWindow.Best(Count, FullDigits.Bits, shared: true));
        expanded?.Dispose();
        expanded = tables;
    }

    private FullWidthBases Expanded
    {
        get
        {
            lock (expanding)
            {
                return expanded ??= new EndomorphismBases(Points, extras);
            }
        }
    }

    private bool IsForPlainSum(int length, int extraLength) => hasInfinity || (length < FewScalars && extraLength == 0);

    private void CheckArguments(int length, int extraLength, int threads)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (length > Count)
        {
            throw new ArgumentException($"There are {length} scalars for {Count} points.", nameof(length));
        }
        if (extraLength > extras.Count)
        {
            throw new ArgumentException($"There are {extraLength} extra scalars for {extras.Count} extra points.", nameof(extraLength));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        points.Dispose();
        extras.Dispose();
        expanded?.Dispose();
    }
}
