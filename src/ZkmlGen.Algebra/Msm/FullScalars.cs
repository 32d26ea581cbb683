namespace ZkmlGen.Algebra;

/// <summary>Scalars in [0, r).</summary>
internal readonly struct FullScalars : IMsmScalars
{
    private readonly Limbs[] _values;

    public FullScalars(FrVector scalars)
    {
        _values = new Limbs[scalars.Length];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = scalars[i].ToCanonical();
        }
    }

    public int Length => _values.Length;

    /// <summary>r is below 2^254; one bit is for the sign.</summary>
    public int Bits => 255;

    public void Digits(int window, int windowBits, int windowCount, int start, Span<int> digits)
    {
        var offset = WindowOffset.Limbs(windowBits, windowCount);
        var shift = window * windowBits;
        var half = window == windowCount - 1 ? 0 : 1 << (windowBits - 1);
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = (int)Sum(_values[start + i], offset).Bits(shift, windowBits) - half;
        }
    }

    /// <summary>a + b, below 2^256.</summary>
    private static Limbs Sum(in Limbs a, in Limbs b)
    {
        ulong carry = 0;
        var l0 = Limbs.AddWithCarry(a.L0, b.L0, ref carry);
        var l1 = Limbs.AddWithCarry(a.L1, b.L1, ref carry);
        var l2 = Limbs.AddWithCarry(a.L2, b.L2, ref carry);
        return new(l0, l1, l2, a.L3 + b.L3 + carry);
    }
}
