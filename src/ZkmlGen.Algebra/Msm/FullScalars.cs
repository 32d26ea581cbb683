namespace ZkmlGen.Algebra;

/// <summary>Scalars in [0, r).</summary>
internal readonly struct FullScalars : IMsmScalars
{
    private readonly Limbs[] values;

    public FullScalars(FrVector scalars)
    {
        values = new Limbs[scalars.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scalars[i].ToCanonical();
        }
    }

    public int Length => values.Length;

    /// <summary>r is below 2^254; one bit is for the sign.</summary>
    public int Bits => 255;

    public void Digits(int window, int windowBits, int windowCount, int start, Span<int> digits)
    {
        var offset = WindowOffset.Limbs(windowBits, windowCount);
        var shift = window * windowBits;
        var half = window == windowCount - 1 ? 0 : 1 << (windowBits - 1);
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (int)values[start + i].Plus(offset).Bits(shift, windowBits) - half;
        }
    }
}
