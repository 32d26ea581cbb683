namespace ZkmlGen.Algebra;

/// <summary>Radix 2, one element at a time: what every other transform has to compute.</summary>
internal sealed class ScalarNttTransforms : NttTransforms
{
    private readonly Fr[] roots;
    private readonly int[] reversed;
    private readonly Fr inverseSize;

    internal ScalarNttTransforms(int log)
    {
        var size = 1 << log;
        roots = new Fr[size];
        roots[0] = Fr.One;
        var omega = Fr.RootOfUnity(log);
        for (var i = 1; i < size; i++)
        {
            roots[i] = roots[i - 1] * omega;
        }
        reversed = BitReversal.Of(log);
        inverseSize = Fr.FromInt64(size).Inverse();
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
        var power = first;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= power;
            power *= ratio;
        }
    }

    private void Transform(FrVector values, bool inverse)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i < reversed[i])
            {
                (values[i], values[reversed[i]]) = (values[reversed[i]], values[i]);
            }
        }
        for (var half = 1; half < values.Length; half *= 2)
        {
            Layer(values, half, inverse);
        }
    }

    private void Layer(FrVector values, int half, bool inverse)
    {
        var step = values.Length / (2 * half);
        for (var j = 0; j < half; j++)
        {
            var twiddle = roots[inverse ? (values.Length - j * step) & (values.Length - 1) : j * step];
            for (var i = j; i < values.Length; i += 2 * half)
            {
                var t = values[i + half] * twiddle;
                var u = values[i];
                values[i] = u + t;
                values[i + half] = u - t;
            }
        }
    }
}
