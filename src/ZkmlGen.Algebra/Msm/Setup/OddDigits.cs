namespace ZkmlGen.Algebra;

/// <summary>
/// A signed integer below 2^127 in magnitude by odd digits from -15 to 15 in base 16: value + Excess = sum Digit(k) 16^k. An even magnitude is taken one larger.
/// Joye, Tunstall, "Exponent recoding and regular exponentiation algorithms", AFRICACRYPT 2009.
/// </summary>
internal readonly struct OddDigits
{
    /// <summary>Bits of a digit.</summary>
    public const int Bits = 4;
    /// <summary>Digits.</summary>
    public const int Count = 32;

    private readonly UInt128 magnitude;
    private readonly int sign;

    public OddDigits(Int128 value)
    {
        sign = value < 0 ? -1 : 1;
        magnitude = (UInt128)Int128.Abs(value);
        Excess = UInt128.IsEvenInteger(magnitude) ? sign : 0;
        magnitude |= 1;
    }

    /// <summary>-1, 0 or 1.</summary>
    public int Excess { get; }

    /// <summary>Digit k. With m odd, (m mod 32) - 16 is odd, and m less it is 16 times an odd number: bit 4 k + 4 decides about the sign, and is set in what is left.</summary>
    public int Digit(int k)
    {
        var bits = (int)(uint)(magnitude >> (Bits * k)) & 31 | 1;
        return sign * (k == Count - 1 ? bits : bits - 16);
    }
}
