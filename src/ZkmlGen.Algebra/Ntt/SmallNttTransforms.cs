namespace ZkmlGen.Algebra;

/// <summary>Radix 2, one element at a time, one thread: for sizes that have no rows and columns of eight, and what every other transform has to compute.</summary>
internal sealed class SmallNttTransforms(int log) : NttTransforms
{
    private readonly int[] reversed = BitReversal.Of(log);
    private readonly Fr[] omegas = [.. Enumerable.Range(1, log).Select(Fr.RootOfUnity)];
    private readonly Fr inverseSize = Fr.FromInt64(1 << log).Inverse();

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
        Span<Fr> elements = size <= 32 ? stackalloc Fr[size] : new Fr[size];
        for (var i = 0; i < size; i++)
        {
            // An inverse transform is a forward one of the elements in the order 0, n-1, n-2, ..., 1.
            elements[reversed[i]] = values[inverse ? -i & (size - 1) : i];
        }
        for (var layer = 0; layer < omegas.Length; layer++)
        {
            Layer(elements, 1 << layer, omegas[layer]);
        }
        for (var i = 0; i < size; i++)
        {
            values[i] = elements[i];
        }
    }

    private static void Layer(Span<Fr> elements, int half, in Fr omega)
    {
        for (var start = 0; start < elements.Length; start += 2 * half)
        {
            var twiddle = Fr.One;
            for (var j = start; j < start + half; j++, twiddle *= omega)
            {
                var term = elements[j + half] * twiddle;
                (elements[j], elements[j + half]) = (elements[j] + term, elements[j] - term);
            }
        }
    }
}
