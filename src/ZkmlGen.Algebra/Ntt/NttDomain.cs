namespace ZkmlGen.Algebra;

/// <summary>Number-theoretic transforms of one size 2^log (log at least 3), twiddles precomputed, natural order in and out, in place, one thread a call.</summary>
public sealed class NttDomain
{
    private static readonly NttDomain?[] cache = new NttDomain?[29];
    private readonly Fr[] roots;
    private readonly Fr inverseSize;

    private NttDomain(int log)
    {
        Log = log;
        roots = new Fr[1 << log];
        roots[0] = Fr.One;
        var omega = Fr.RootOfUnity(log);
        for (var i = 1; i < roots.Length; i++)
        {
            roots[i] = roots[i - 1] * omega;
        }
        inverseSize = Fr.FromInt64(1L << log).Inverse();
    }

    /// <summary>The cached domain of size 2^log, log from 3 to 28.</summary>
    public static NttDomain Get(int log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(log, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log, 28);
        return cache[log] ??= new NttDomain(log);
    }

    /// <summary>log2 of the size.</summary>
    public int Log { get; }

    /// <summary>Coefficients to values at omega^i.</summary>
    public void Forward(FrVector values) => Transform(values, inverse: false);

    /// <summary>Values at omega^i to coefficients (scaled by 1/size).</summary>
    public void Inverse(FrVector values)
    {
        Transform(values, inverse: true);
        FrVec.Scale(values, values, inverseSize);
    }

    /// <summary>Coefficients to values at shift omega^i.</summary>
    public void ForwardCoset(FrVector values, in Fr shift)
    {
        MultiplyByPowers(values, Fr.One, shift);
        Transform(values, inverse: false);
    }

    /// <summary>Values at shift omega^i to coefficients.</summary>
    public void InverseCoset(FrVector values, in Fr shift)
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
        values.RequireLength(1 << Log);
        var size = 1 << Log;
        for (var i = 0; i < size; i++)
        {
            var reversed = (int)(ReverseBits((uint)i) >> (32 - Log));
            if (i < reversed)
            {
                (values[i], values[reversed]) = (values[reversed], values[i]);
            }
        }
        for (var half = 1; half < size; half *= 2)
        {
            Layer(values, half, inverse);
        }
    }

    private void Layer(FrVector values, int half, bool inverse)
    {
        var size = 1 << Log;
        var step = size / (2 * half);
        for (var j = 0; j < half; j++)
        {
            var twiddle = roots[inverse ? (size - j * step) & (size - 1) : j * step];
            for (var i = j; i < size; i += 2 * half)
            {
                var t = values[i + half] * twiddle;
                var u = values[i];
                values[i] = u + t;
                values[i + half] = u - t;
            }
        }
    }

    private static uint ReverseBits(uint x)
    {
        x = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
        x = ((x >> 2) & 0x33333333) | ((x & 0x33333333) << 2);
        x = ((x >> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }
}
