using System.Numerics;

namespace ZkmlGen.Algebra.Tests.Fields;

/// <summary>Integers near the places where limb arithmetic goes wrong.</summary>
internal static class EdgeValues
{
    /// <summary>0, 1, p-1, powers of two at limb borders of 64 and 52 bits and their neighbours, and runs of ones, all below p.</summary>
    internal static BigInteger[] Below(BigInteger p)
    {
        var values = new List<BigInteger> { 0, 1, 2, p - 1, p - 2, p / 2, (p + 1) / 2 };
        foreach (var bits in new[] { 4, 51, 52, 53, 63, 64, 104, 128, 156, 192, 208, 252, 253 })
        {
            var power = BigInteger.One << bits;
            values.AddRange([power - 1, power, power + 1, p - power, p - power - 1, p - power + 1]);
        }
        var ones = (BigInteger.One << 52) - 1;
        for (var limb = 0; limb < 4; limb++)
        {
            values.Add(ones << (52 * limb));
        }
        return values.Where(v => v.Sign >= 0 && v < p).Distinct().ToArray();
    }

    internal static ulong Limb(BigInteger value, int i) => (ulong)((value >> (64 * i)) & ulong.MaxValue);

    internal static BigInteger Random(Random random, BigInteger p)
    {
        var bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % p;
    }
}
