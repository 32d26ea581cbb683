using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Runtime;

/// <summary>
/// Small matrices of 32-bit integers times vectors of such integers, summed in 64 bits. The vector instruction (vpmuldq) multiplies the low halves
/// of 64-bit lanes, as signed numbers.
/// </summary>
internal static class MatrixKernels
{
    /// <summary>sums[p] += value sum_j columns[j stride + p] x[j]; stride is at least the number of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void AddColumns(Span<long> sums, ReadOnlySpan<int> columns, int stride, ReadOnlySpan<int> x, int value)
    {
        var p = 0;
        if (Avx2.IsSupported && value == 1)
        {
            ref var column = ref MemoryMarshal.GetReference(columns[..(x.Length * stride)]);
            ref var sum = ref MemoryMarshal.GetReference(sums);
            // p + 3 is below sums.Length, which is at most stride: every load stays inside its column.
            for (; p <= sums.Length - Vector256<long>.Count; p += Vector256<long>.Count)
            {
                var total = Vector256.LoadUnsafe(ref sum, (nuint)p);
                for (var j = 0; j < x.Length; j++)
                {
                    var entries = Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref column, (nuint)(j * stride + p)));
                    total += Avx2.Multiply(entries.AsInt32(), Vector256.Create(x[j]));
                }
                total.StoreUnsafe(ref sum, (nuint)p);
            }
        }
        for (; p < sums.Length; p++)
        {
            long total = 0;
            for (var j = 0; j < x.Length; j++) total += (long)columns[j * stride + p] * x[j];
            sums[p] += value * total;
        }
    }

    /// <summary>sums[p] += value sum_j rows[p stride + j] x[j]; x may be shorter than stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void AddRows(Span<long> sums, ReadOnlySpan<int> rows, int stride, ReadOnlySpan<int> x, int value)
    {
        for (var p = 0; p < sums.Length; p++) sums[p] += value * Dot(rows.Slice(p * stride, x.Length), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Dot(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        long sum = 0;
        var i = 0;
        if (Avx2.IsSupported && a.Length >= Vector256<int>.Count)
        {
            var sums = Vector256<long>.Zero;
            for (; i <= a.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var (x, y) = (Vector256.Create(a[i..]), Vector256.Create(b[i..]));
                sums += Avx2.Multiply(x, y) + Avx2.Multiply((x.AsInt64() >>> 32).AsInt32(), (y.AsInt64() >>> 32).AsInt32());
            }
            sum = Vector256.Sum(sums);
        }
        for (; i < a.Length; i++) sum += (long)a[i] * b[i];
        return sum;
    }
}
