using System.ComponentModel;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Geometric sums without inversions, and monomials b^o y^i x^t: the terms of the closed forms of section 3.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Geometric
{
    /// <summary>1 + ratio + ... + ratio^(count-1), for every ratio, by doubling.</summary>
    public static Fr Sum(in Fr ratio, int count)
    {
        var (sum, power) = (Fr.Zero, Fr.One);
        for (var bit = 31; bit >= 0; bit--)
        {
            sum *= Fr.One + power;
            power *= power;
            if ((count >> bit & 1) == 0) continue;
            sum = sum * ratio + Fr.One;
            power *= ratio;
        }
        return sum;
    }

    /// <summary>sum over k below count of falling^(count-1-k) rising^k, for runs that go up in one address and down in another.</summary>
    public static Fr Sum(in Fr falling, in Fr rising, int count)
    {
        var (sum, low, high) = (Fr.Zero, Fr.One, Fr.One);
        for (var bit = 31; bit >= 0; bit--)
        {
            sum *= low + high;
            low *= low;
            high *= high;
            if ((count >> bit & 1) == 0) continue;
            sum = falling * sum + high;
            low *= falling;
            high *= rising;
        }
        return sum;
    }
}

/// <summary>b, y and x of a closed form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Monomials(in Fr b, in Fr y, in Fr x)
{
    private readonly Fr b = b;
    private readonly Fr y = y;
    private readonly Fr x = x;

    /// <summary>b^output y^input x^tile; no exponent is negative.</summary>
    public Fr At(int output, int input, int tile)
    {
        var value = b.Pow((ulong)output);
        if (input != 0) value *= y.Pow((ulong)input);
        if (tile != 0) value *= x.Pow((ulong)tile);
        return value;
    }

    /// <summary>sum over k below count of b^(output + k outputStep) y^(input + k inputStep) x^(tile + k tileStep); no exponent is negative.</summary>
    public Fr Run(int output, int input, int tile, int count, int outputStep, int inputStep, int tileStep)
    {
        var rising = At(Math.Max(outputStep, 0), Math.Max(inputStep, 0), Math.Max(tileStep, 0));
        if ((outputStep | inputStep | tileStep) >= 0) return At(output, input, tile) * Geometric.Sum(rising, count);
        var falling = At(Math.Max(-outputStep, 0), Math.Max(-inputStep, 0), Math.Max(-tileStep, 0));
        var last = count - 1;
        return At(output + Math.Min(outputStep * last, 0), input + Math.Min(inputStep * last, 0), tile + Math.Min(tileStep * last, 0))
            * Geometric.Sum(falling, rising, count);
    }
}
