using System.Buffers.Binary;
using System.Numerics;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>The arguments of a call of verify.</summary>
internal sealed record Arguments(byte[] Proof, BigInteger[] Words, ZkContext Context)
{
    /// <summary>The canonical call data.</summary>
    public byte[] Encode() => Evm.VerifierContract.EncodeVerify(Proof, [.. Words.SelectMany(Field.Word)], Context.ToArray());
}

/// <summary>
/// Reads call data by the rules of Solidity's ABI decoder ("Contract ABI Specification", with the checks of its generated code): offsets and lengths are below
/// 2^64 and stay inside; that parts overlap, stand in another order, or have bytes behind them is allowed.
/// </summary>
internal static class CallDataReader
{
    private const int Selector = 4, Word = 32, Heads = 3;
    private static readonly byte[] Verify = Evm.VerifierContract.EncodeVerify([], [], new byte[Word])[..Selector];

    /// <summary>The arguments; null if the contract can't even decode them.</summary>
    public static Arguments? Read(byte[] data)
    {
        if (data.Length < Selector + Heads * Word || !data.AsSpan(0, Selector).SequenceEqual(Verify)) return null;
        if (Dynamic(data, 0, 1) is not { } proof || Dynamic(data, 1, Word) is not { } words) return null;
        return new(proof, [.. words.Chunk(Word).Select(word => Field.Number(word))], ZkContext.Read(data.AsSpan(Selector + 2 * Word, Word)));
    }

    /// <summary>The content of an argument of so many bytes an item, whose offset is head number index.</summary>
    private static byte[]? Dynamic(byte[] data, int index, int itemSize)
    {
        if (Number(data, Selector + index * Word) is not { } offset || Number(data, Selector + offset) is not { } count) return null;
        var start = Selector + offset + Word;
        var size = count * itemSize;
        return start + size <= data.Length ? data[(int)start..(int)(start + size)] : null;
    }

    /// <summary>The word at a place, if it is all there and below 2^64.</summary>
    private static BigInteger? Number(byte[] data, BigInteger at)
    {
        if (at + Word > data.Length) return null;
        var word = data.AsSpan((int)at, Word);
        return word[..24].ContainsAnyExcept((byte)0) ? null : BinaryPrimitives.ReadUInt64BigEndian(word[24..]);
    }
}
