using System.Numerics;
using ZkmlGen.Evm;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>Random changes of the encoding: wrong offsets and lengths, other orders, missing and spare bytes, other functions.</summary>
internal static class CallDataMutator
{
    private const int Selector = 4, Word = 32;

    public static byte[] Change(Arguments arguments, Random random)
    {
        var data = random.Next(2) == 0 ? arguments.Encode() : EncodeElsewhere(arguments, random);
        return random.Next(7) switch
        {
            0 => data,
            1 => data[..random.Next(data.Length + 1)],
            2 => [.. data, .. Bytes(random, random.Next(1, 100))],
            3 => Bytes(random, random.Next(2 * data.Length)),
            4 => [.. data[..Selector], .. Bytes(random, random.Next(2 * data.Length))],
            5 => SetWord(data, Selector + Word * random.Next(2), Offset(data.Length, random)),
            _ => SetLength(data, random),
        };
    }

    /// <summary>The same arguments in an encoding that is valid but unusual: words before the proof, gaps that are no multiple of 32 bytes.</summary>
    private static byte[] EncodeElsewhere(Arguments arguments, Random random)
    {
        byte[] words = [.. Bytes(random, random.Next(40)), .. Field.Word(arguments.Words.Length), .. arguments.Words.SelectMany(Field.Word)];
        var gap = Bytes(random, random.Next(40));
        byte[] body = [.. words, .. gap, .. Field.Word(arguments.Proof.Length), .. arguments.Proof];
        var wordsAt = 3 * Word + words.Length - Word * (1 + arguments.Words.Length);
        var selector = VerifierContract.EncodeVerify([], [], new byte[Word])[..Selector];
        return [.. selector, .. Field.Word(3 * Word + words.Length + gap.Length), .. Field.Word(wordsAt), .. arguments.Context.ToArray(), .. body];
    }

    /// <summary>Another count where one of the two stands, if the offset leads anywhere.</summary>
    private static byte[] SetLength(byte[] data, Random random)
    {
        var at = Selector + Field.Number(data.AsSpan(Selector + Word * random.Next(2), Word));
        return at + Word <= data.Length ? SetWord(data, (int)at, Offset(data.Length, random)) : data;
    }

    private static BigInteger Offset(int length, Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => Word * random.Next(8),
        2 => random.Next(2 * length),
        3 => length - Selector - random.Next(3 * Word),
        4 => (BigInteger.One << 64) - 1 - random.Next(3),
        5 => (BigInteger.One << 64) + random.Next(2 * Word),
        6 => BigInteger.One << 255,
        7 => (BigInteger.One << 256) - 1 - random.Next(200),
        8 => (BigInteger.One << 251) + random.Next(50),
        _ => int.MaxValue,
    };

    private static byte[] SetWord(byte[] data, int at, BigInteger value)
    {
        Field.Word(value).CopyTo(data, at);
        return data;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
