using System.Numerics;

namespace ZkmlGen.Algebra;

internal static partial class Montgomery<F>
{
    /// <summary>r = a^exponent mod p, variable time.</summary>
    internal static void Pow(in Limbs a, ReadOnlySpan<ulong> exponent, out Limbs r)
    {
        var power = a;
        r = F.R;
        for (var bit = 64 * exponent.Length - 1 - BitOperations.LeadingZeroCount(exponent[^1]); bit >= 0; bit--)
        {
            Square(r, out r);
            if (((exponent[bit >> 6] >> bit) & 1) != 0)
            {
                Multiply(r, power, out r);
            }
        }
    }
}
