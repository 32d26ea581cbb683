using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Radix 2, one element at a time, one thread: what every other transform has to compute.</summary>
internal sealed unsafe class ScalarNttTransforms : NttTransforms
{
    [ThreadStatic]
    private static NativeBuffer? threadBuffer;

    /// <summary>Sixteenths of omega^(j n / 2 half) at half + j, for j below half: the twiddles of each layer side by side.</summary>
    private readonly Limbs[] twiddles;
    private readonly int[] reversed;
    private readonly Fr inverseSize;

    internal ScalarNttTransforms(int log)
    {
        twiddles = new Limbs[1 << log];
        for (var layer = 0; layer < log; layer++)
        {
            var half = 1 << layer;
            var omega = Fr.RootOfUnity(layer + 1);
            var twiddle = Fr.One;
            for (var j = 0; j < half; j++)
            {
                twiddles[half + j] = Montgomery<FrField>.Sixteenth(new(twiddle.L0, twiddle.L1, twiddle.L2, twiddle.L3));
                twiddle *= omega;
            }
        }
        reversed = BitReversal.Of(log);
        inverseSize = Fr.FromInt64(1 << log).Inverse();
    }

    internal override void Forward(FrVector values, in Fr shift, int threads)
    {
        MultiplyByPowers(values, Fr.One, shift);
        Transform(values, inverse: false);
    }

    internal override void Inverse(FrVector values, in Fr shift, int threads)
    {
        Transform(values, inverse: true);
        MultiplyByPowers(values, inverseSize, shift.Inverse());
    }

    private static void MultiplyByPowers(FrVector values, in Fr first, in Fr ratio)
    {
        if (first == Fr.One && ratio == Fr.One)
        {
            return;
        }
        var power = first;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= power;
            power *= ratio;
        }
    }

    private void Transform(FrVector values, bool inverse)
    {
        var size = values.Length;
        threadBuffer = NativeBuffer.AtLeast(threadBuffer, (nint)size * sizeof(Fr));
        var elements = new Span<Fr>(threadBuffer.Start, size);
        for (var i = 0; i < size; i++)
        {
            // An inverse transform is a forward one of the elements in the order 0, n-1, n-2, ..., 1.
            elements[reversed[i]] = values[inverse ? -i & (size - 1) : i];
        }
        for (var half = 1; half < size; half *= 2)
        {
            Layer(MemoryMarshal.Cast<Fr, Limbs>(elements), twiddles.AsSpan(half, half));
        }
        for (var i = 0; i < size; i++)
        {
            values[i] = elements[i];
        }
        GC.KeepAlive(threadBuffer);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Layer(Span<Limbs> elements, ReadOnlySpan<Limbs> twiddles)
    {
        for (var rest = elements; rest.Length > 0; rest = rest[(2 * twiddles.Length)..])
        {
            Span<Limbs> upper = rest[..twiddles.Length], lower = rest.Slice(twiddles.Length, twiddles.Length);
            // The first twiddle is 1.
            Butterfly(ref upper[0], ref lower[0], lower[0]);
            for (var j = 1; j < twiddles.Length; j++)
            {
                Montgomery<FrField>.MultiplySixteenth(lower[j], twiddles[j], out var product);
                Butterfly(ref upper[j], ref lower[j], product);
            }
        }
    }

    /// <summary>(u, v) = (u + term, u - term).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(ref Limbs u, ref Limbs v, Limbs term)
    {
        var old = u;
        Montgomery<FrField>.Add(old, term, out u);
        Montgomery<FrField>.Subtract(old, term, out v);
    }
}
