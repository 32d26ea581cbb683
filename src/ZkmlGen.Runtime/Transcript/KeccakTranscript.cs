using System.Buffers.Binary;
using Org.BouncyCastle.Crypto.Digests;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// The Fiat-Shamir transcript of docs/protocol.md, section 5: a state of 32 bytes, replaced by the hash of itself, a step number and a message.
/// Challenges are hashes of the state and a number from 256 on, so that they are no step's state.
/// </summary>
public sealed class KeccakTranscript
{
    private const int WordSize = 32;
    private const int FirstChallenge = 256;

    private readonly KeccakDigest keccak = new(8 * Keccak256.Size);
    private readonly byte[] state = new byte[Keccak256.Size];

    /// <summary>Step 0: absorbs the statement. publicWords holds 32 bytes a word, big-endian.</summary>
    public KeccakTranscript(ReadOnlySpan<byte> keyDigest, ZkContext context, ReadOnlySpan<byte> publicWords)
    {
        if (keyDigest.Length != WordSize || publicWords.Length % WordSize != 0)
        {
            throw new ArgumentException("Digest and public words are made of words of 32 bytes.");
        }
        keccak.BlockUpdate(Label("ZKMLGEN-PROOF-V1"));
        keccak.BlockUpdate(keyDigest);
        keccak.BlockUpdate(context.ToArray());
        Number(publicWords.Length / WordSize);
        keccak.BlockUpdate(publicWords);
        keccak.DoFinal(state);
    }

    /// <summary>The 32 bytes that everything absorbed so far leads to.</summary>
    public ReadOnlySpan<byte> State => state;

    /// <summary>state = keccak256(state, be256(step), message).</summary>
    public void Absorb(int step, ReadOnlySpan<byte> message)
    {
        keccak.BlockUpdate(state);
        Number(step);
        keccak.BlockUpdate(message);
        keccak.DoFinal(state);
    }

    /// <summary>Challenge number index since the last step: keccak256(state, be256(256 + index)) mod r.</summary>
    public Fr Challenge(int index)
    {
        keccak.BlockUpdate(state);
        Number(FirstChallenge + index);
        Span<byte> hash = stackalloc byte[Keccak256.Size];
        keccak.DoFinal(hash);
        return Fr.ReadReduced(hash);
    }

    /// <summary>ASCII text padded with zeros to 32 bytes.</summary>
    internal static byte[] Label(string text)
    {
        var label = new byte[WordSize];
        System.Text.Encoding.ASCII.GetBytes(text, label);
        return label;
    }

    private void Number(int value)
    {
        Span<byte> word = stackalloc byte[WordSize];
        word.Clear();
        BinaryPrimitives.WriteInt32BigEndian(word[^sizeof(int)..], value);
        keccak.BlockUpdate(word);
    }
}
