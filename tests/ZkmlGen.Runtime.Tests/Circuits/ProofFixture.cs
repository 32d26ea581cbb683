using System.Numerics;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>One accepted proof of the tiny network, for tests that change it.</summary>
public sealed class ProofFixture
{
    public ProofFixture()
    {
        var network = new TinyNetwork(3);
        Keys = Setups.Keys(network.Circuit());
        Layout = new ProofLayout(network.Description);
        Verifier = new ZkVerifier(Keys.Verifying);
        using var prover = Setups.Prover(network.Circuit(), Keys);
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        (Bytes, Words) = (proof.Bytes.ToArray(), [.. proof.PublicValues]);
    }

    public KeyPair Keys { get; }
    public ProofLayout Layout { get; }
    public ZkVerifier Verifier { get; }
    public byte[] Bytes { get; }
    public BigInteger[] Words { get; }

    /// <summary>Offsets of all scalars of the proof.</summary>
    public IEnumerable<int> Scalars => Enumerable.Range(0, Layout.Columns.Evaluations + 3).Select(i => Layout.Evaluations + 32 * i).Append(Layout.Claim);

    /// <summary>Offsets of all points of the proof.</summary>
    public IEnumerable<int> Points => Enumerable.Range(0, Layout.Columns.Sent).Select(Layout.Point).Append(Layout.W).Append(Layout.W2);

    /// <summary>The verifier's answer for a changed copy.</summary>
    public bool Accepts(Action<byte[]> change)
    {
        var copy = Bytes.ToArray();
        change(copy);
        return Verifier.Verify(copy, Words);
    }
}
