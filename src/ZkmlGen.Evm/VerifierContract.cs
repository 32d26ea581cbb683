using System.Buffers.Binary;

namespace ZkmlGen.Evm;

/// <summary>What a verifier contract says of a proof.</summary>
/// <param name="Accepted">verify returned true.</param>
/// <param name="Error">The name of the custom error it reverted with, or null if it returned.</param>
public sealed record VerifierAnswer(bool Accepted, string? Error);

/// <summary>The interface IZkVerifier of generated contracts: verify(bytes,uint256[],bytes32) returns (bool).</summary>
public static class VerifierContract
{
    private const int Word = 32;
    private const uint VerifySelector = 0xcb98de0e;

    private static readonly Dictionary<uint, string> Errors = new()
    {
        [0xe2d2ab0a] = "WrongProofLength",
        [0x876d101e] = "WrongPublicWordCount",
        [0xfd02f350] = "ScalarOutOfRange",
        [0xb8fedf87] = "InvalidPoint",
        [0x84e81692] = "PrecompileFailed",
    };

    /// <summary>The call data of verify; publicWords holds 32 bytes a word, big-endian, context 32 bytes.</summary>
    public static byte[] EncodeVerify(ReadOnlySpan<byte> proof, ReadOnlySpan<byte> publicWords, ReadOnlySpan<byte> context)
    {
        if (context.Length != Word) throw new ArgumentException("A context has 32 bytes.", nameof(context));
        if (publicWords.Length % Word != 0) throw new ArgumentException("Public words have 32 bytes each.", nameof(publicWords));
        var padded = (proof.Length + Word - 1) / Word * Word;
        var data = new byte[4 + 5 * Word + padded + publicWords.Length];
        BinaryPrimitives.WriteUInt32BigEndian(data, VerifySelector);
        var arguments = data.AsSpan(4);
        WriteWord(arguments, 0, 3 * Word);
        WriteWord(arguments, 1, 4 * Word + padded);
        context.CopyTo(arguments[(2 * Word)..]);
        WriteWord(arguments, 3, proof.Length);
        proof.CopyTo(arguments[(4 * Word)..]);
        WriteWord(arguments[padded..], 4, publicWords.Length / Word);
        publicWords.CopyTo(arguments[(5 * Word + padded)..]);
        return data;
    }

    /// <summary>Reads what a call of verify gave.</summary>
    /// <exception cref="EvmException">The contract is no verifier, or it failed in a way of its own.</exception>
    public static VerifierAnswer Decode(CallResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result is { Succeeded: true, Data.Length: Word } && result.Data[^1] <= 1 && !result.Data.AsSpan(0, Word - 1).ContainsAnyExcept((byte)0))
            return new(result.Data[^1] == 1, null);
        if (!result.Succeeded && result.Data.Length >= 4 && Errors.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(result.Data), out var error))
            return new(false, error);
        throw new EvmException($"The contract answered {(result.Succeeded ? "" : "with a revert and ")}{Hex.Data(result.Data)}: it is no verifier, or it ran out of gas.");
    }

    /// <summary>Calls verify without a transaction.</summary>
    public static async Task<VerifierAnswer> VerifyAsync(
        this Anvil evm, string contract, ReadOnlyMemory<byte> proof, ReadOnlyMemory<byte> publicWords, ReadOnlyMemory<byte> context, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(evm);
        return Decode(await evm.CallAsync(contract, EncodeVerify(proof.Span, publicWords.Span, context.Span), cancel).ConfigureAwait(false));
    }

    private static void WriteWord(Span<byte> words, int index, int value) => BinaryPrimitives.WriteInt32BigEndian(words[(index * Word + 28)..], value);
}
