using System.Runtime.CompilerServices;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

public abstract partial class GeneratedCircuit
{
    /// <summary>sum over k below count of b^(exponent + k step).</summary>
    protected static Fr PowerSum(PowerTable b, int exponent, int count, int step) => b[exponent] * Geometric.Sum(b[step], count);

    /// <summary>
    /// target[k targetStep + j] += first ratio^k source[k sourceStep + j] for k below count and j below width. Entries past the end of the target belong
    /// to no cell and are left out (their source is 0).
    /// </summary>
    protected static void Fold(
        Span<Fr> target, int targetStep, ReadOnlySpan<Fr> source, int sourceStep, int width, in Fr first, in Fr ratio, int count)
    {
        if (targetStep == 0) FoldInPlace(target[..Math.Min(width, target.Length)], source, sourceStep, first, ratio, count);
        else if (sourceStep == 0 && width == 1) Spread(target, targetStep, source[0] * first, ratio, count);
        else FoldShifted(target, targetStep, source, sourceStep, width, first, ratio, count);
    }

    private static void FoldShifted(Span<Fr> target, int targetStep, ReadOnlySpan<Fr> source, int sourceStep, int width, in Fr first, in Fr ratio, int count)
    {
        var (from, to) = (sourceStep < 0 ? -sourceStep * (count - 1) : 0, targetStep < 0 ? -targetStep * (count - 1) : 0);
        var (plain, scale) = (first == Fr.One && ratio == Fr.One, first);
        for (var k = 0; k < count; k++)
        {
            var row = target.Slice(to, Math.Min(width, target.Length - to));
            if (plain) AddTo(row, source.Slice(from, row.Length));
            else AddScaled(row, source.Slice(from, row.Length), scale);
            scale *= ratio;
            from += sourceStep;
            to += targetStep;
        }
    }

    // All vectors in one place: Horner's rule in the ratio saves its powers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FoldInPlace(Span<Fr> target, ReadOnlySpan<Fr> source, int sourceStep, in Fr first, in Fr ratio, int count)
    {
        var start = sourceStep < 0 ? -sourceStep * (count - 1) : 0;
        for (var j = 0; j < target.Length; j++)
        {
            var sum = Fr.Zero;
            for (var k = count - 1; k >= 0; k--)
            {
                Fr.Multiply(sum, ratio, out sum);
                Fr.Add(sum, source[start + k * sourceStep + j], out sum);
            }
            Fr.Multiply(sum, first, out sum);
            Fr.Add(target[j], sum, out target[j]);
        }
    }

    // A single value at many places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Spread(Span<Fr> target, int targetStep, Fr term, in Fr ratio, int count)
    {
        var to = targetStep < 0 ? -targetStep * (count - 1) : 0;
        for (var k = 0; k < count; k++)
        {
            Fr.Add(target[to], term, out target[to]);
            Fr.Multiply(term, ratio, out term);
            to += targetStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddTo(Span<Fr> target, ReadOnlySpan<Fr> source)
    {
        for (var j = 0; j < target.Length; j++) Fr.Add(target[j], source[j], out target[j]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddScaled(Span<Fr> target, ReadOnlySpan<Fr> source, in Fr scale)
    {
        for (var j = 0; j < target.Length; j++)
        {
            Fr.Multiply(source[j], scale, out var product);
            Fr.Add(target[j], product, out target[j]);
        }
    }
}
