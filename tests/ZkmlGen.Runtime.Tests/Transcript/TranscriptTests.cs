using System.Text;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Transcript;

[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class TranscriptTests(ProofFixture fixture) : IClassFixture<ProofFixture>
{
    [Fact]
    public void Keccak_is_the_one_of_the_EVM() => Assert.Equal(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", Convert.ToHexStringLower(Keccak256.Hash([])));

    [Fact]
    public void States_are_hashes_of_what_the_document_says()
    {
        var (digest, words) = (Bytes(32, 1), Bytes(64, 2));
        var transcript = new KeccakTranscript(digest, new(1, 2), words);
        var label = new byte[32];
        Encoding.ASCII.GetBytes("ZKMLGEN-PROOF-V1", label);
        var state = Keccak256.Hash([.. label, .. digest, .. new byte[15], 1, .. new byte[15], 2, .. Number(2), .. words]);
        Assert.Equal(state, transcript.State.ToArray());

        byte[] message = [1, 2, 3];
        transcript.Absorb(5, message);
        state = Keccak256.Hash([.. state, .. Number(5), .. message]);
        Assert.Equal(state, transcript.State.ToArray());
        Assert.Equal(Fr.ReadReduced(Keccak256.Hash([.. state, .. Number(257)])), transcript.Challenge(1));
        Assert.Equal(state, transcript.State.ToArray());
    }

    [Fact]
    public void The_proof_is_what_the_steps_absorb()
    {
        var messages = Enumerable.Range(1, 7).SelectMany(step => fixture.Layout.Message(step, fixture.Bytes).ToArray());
        Assert.Equal(fixture.Bytes, messages);
    }

    [Fact]
    public void Every_challenge_depends_on_every_earlier_byte_and_on_no_later_one()
    {
        var (statement, proof) = (Statement(), fixture.Bytes);
        var honest = Replay(statement, proof);
        for (var i = 0; i < statement.Length; i++) AssertChanged(honest, Replay(Flipped(statement, i), proof), 0, $"byte {i} of the statement");
        for (var step = 1; step <= 6; step++)
        {
            for (var i = fixture.Layout.Start(step); i < fixture.Layout.Start(step + 1); i++)
            {
                AssertChanged(honest, Replay(statement, Flipped(proof, i)), step, $"byte {i} of the proof, step {step}");
            }
        }
        SecurityReport.Count("absorbed bytes shown to change all later challenges", statement.Length + fixture.Layout.W2);
    }

    private static void AssertChanged((int Step, Fr Value)[] honest, (int Step, Fr Value)[] other, int step, string what)
    {
        foreach (var (first, second) in honest.Zip(other)) Assert.True(first.Step >= step == (first.Value != second.Value), what);
    }

    private byte[] Statement() => [.. fixture.Keys.Verifying.Digest, .. new byte[ZkContext.Size], .. Words()];

    private byte[] Words() => PublicWords.TryWrite(fixture.Words, out var bytes) ? bytes : throw new InvalidOperationException();

    /// <summary>All challenges with the step after which they are drawn.</summary>
    private (int Step, Fr Value)[] Replay(byte[] statement, byte[] proof)
    {
        var ch = new Challenges(new KeccakTranscript(statement.AsSpan(0, 32), ZkContext.Read(statement.AsSpan(32, 32)), statement.AsSpan(64)));
        for (var step = 1; step <= 6; step++) ch.Absorb(step, fixture.Layout.Message(step, proof));
        return [(1, ch.B), (1, ch.G), (1, ch.Theta), (2, ch.Y), (2, ch.Kappa), (3, ch.Alpha), (4, ch.Zeta), (5, ch.Nu), (6, ch.Xi)];
    }

    private static byte[] Flipped(byte[] bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 1;
        return copy;
    }

    private static byte[] Bytes(int length, byte first) => [.. Enumerable.Range(first, length).Select(i => (byte)i)];

    private static byte[] Number(int value) => [.. new byte[28], .. BitConverter.GetBytes(value).Reverse()];
}
