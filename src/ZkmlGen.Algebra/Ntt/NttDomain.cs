using System.Collections.Concurrent;

namespace ZkmlGen.Algebra;

/// <summary>
/// Number-theoretic transforms of one size 2^log (log at least 3), twiddles precomputed, natural order in and out, in place.
/// Tables are made at first use (of a direction, or of a coset's shift) and kept; a thread keeps working memory as large as its largest transform.
/// </summary>
public sealed class NttDomain
{
    private const int SmallestLog = 3, LargestLog = 28;
    private static readonly ConcurrentDictionary<int, NttDomain> domains = new();
    private readonly NttTransforms transforms;

    private NttDomain(int log)
    {
        Log = log;
        transforms = NttTransforms.Make(log, KernelFactory.Current);
    }

    /// <summary>The cached domain of size 2^log, log from 3 to 28.</summary>
    public static NttDomain Get(int log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(log, SmallestLog);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log, LargestLog);
        return domains.GetOrAdd(log, static size => new NttDomain(size));
    }

    /// <summary>log2 of the size.</summary>
    public int Log { get; }

    /// <summary>Coefficients to values at omega^i. Uses up to threads threads, here and below.</summary>
    public void Forward(FrVector values, int threads = 1) => ForwardCoset(values, Fr.One, threads);

    /// <summary>Values at omega^i to coefficients (scaled by 1/size).</summary>
    public void Inverse(FrVector values, int threads = 1) => InverseCoset(values, Fr.One, threads);

    /// <summary>Coefficients to values at shift omega^i; shift is not 0. Tables of the last few shifts are kept.</summary>
    public void ForwardCoset(FrVector values, in Fr shift, int threads = 1)
    {
        Check(values, shift, threads);
        transforms.Forward(values, shift, threads);
    }

    /// <summary>Values at shift omega^i to coefficients; shift is not 0.</summary>
    public void InverseCoset(FrVector values, in Fr shift, int threads = 1)
    {
        Check(values, shift, threads);
        transforms.Inverse(values, shift, threads);
    }

    private void Check(FrVector values, in Fr shift, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        values.RequireLength(1 << Log);
        if (shift.IsZero)
        {
            throw new ArgumentException("A coset needs a shift other than 0.", nameof(shift));
        }
    }
}
