using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

public sealed class OddDigitsTests
{
    [Fact]
    public void Digits_are_odd_small_and_add_up()
    {
        var random = new Random(5);
        var largest = (Int128)((UInt128.One << 127) - 1);
        Int128[] values = [0, 1, -1, 2, -2, 15, 16, 17, -16, largest, -largest, largest - 1, .. Enumerable.Range(0, 500).Select(i => (Int128)new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()) * (i % 2 == 0 ? 1 : -1))];
        foreach (var value in values)
        {
            var digits = new OddDigits(value);
            var sum = BigInteger.Zero;
            for (var k = OddDigits.Count - 1; k >= 0; k--)
            {
                var digit = digits.Digit(k);
                Assert.True(Math.Abs(digit) is 1 or 3 or 5 or 7 or 9 or 11 or 13 or 15);
                sum = 16 * sum + digit;
            }
            Assert.Equal((BigInteger)value + digits.Excess, sum);
        }
    }
}
