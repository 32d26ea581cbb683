namespace ZkmlGen.Algebra;

/// <summary>Scalars of a multi-scalar multiplication, seen as signed digits: s = sum digit_w 2^(c w) with |digit_w| at most 2^(c-1).</summary>
internal interface IMsmScalars
{
    int Length { get; }

    /// <summary>Bits that the digits must cover, sign included; 0 if all scalars are 0.</summary>
    int Bits { get; }

    /// <summary>digits[i - start] = digit of scalar i in the given window, windows being windowBits wide and windowCount in all.</summary>
    void Digits(int window, int windowBits, int windowCount, int start, Span<int> digits);
}
