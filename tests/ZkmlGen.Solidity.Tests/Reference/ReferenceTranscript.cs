using System.Numerics;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>The transcript of section 5, written down once more from the text.</summary>
internal sealed class ReferenceTranscript
{
    private byte[] state;

    public ReferenceTranscript(byte[] keyDigest, byte[] context, IReadOnlyList<BigInteger> words)
    {
        var label = new byte[32];
        Encoding.ASCII.GetBytes("ZKMLGEN-PROOF-V1").CopyTo(label, 0);
        state = Keccak([.. label, .. keyDigest, .. context, .. Field.Word(words.Count), .. words.SelectMany(Field.Word)]);
    }

    public void Absorb(int step, IEnumerable<byte> message) => state = Keccak([.. state, .. Field.Word(step), .. message]);

    public BigInteger Challenge(int index) => Field.Number(Keccak([.. state, .. Field.Word(256 + index)])) % Field.R;

    public static byte[] Keccak(byte[] bytes)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[32];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
