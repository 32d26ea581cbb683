using System.Globalization;
using System.Numerics;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>The scalar field with BigInteger: an oracle that shares no code with the product.</summary>
internal static class Field
{
    public static readonly BigInteger R = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);
    public static readonly BigInteger Q = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583", CultureInfo.InvariantCulture);

    public static BigInteger Reduce(BigInteger value) => (value % R + R) % R;

    public static BigInteger Power(BigInteger value, BigInteger exponent) => BigInteger.ModPow(Reduce(value), exponent, R);

    public static BigInteger Inverse(BigInteger value) => Power(value, R - 2);

    public static BigInteger Omega(int log) => Power(5, (R - 1) >> log);

    public static BigInteger Random(Random random)
    {
        var bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % R;
    }

    public static byte[] Word(BigInteger value)
    {
        var word = new byte[32];
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(word, 32 - bytes.Length);
        return word;
    }

    public static BigInteger Number(ReadOnlySpan<byte> word) => new(word, isUnsigned: true, isBigEndian: true);
}
