using System.Numerics;
using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

/// <summary>Public and private inputs and outputs: what the words hold, and that no other words are accepted.</summary>
public sealed class DisclosureTests
{
    private static readonly float[] image = TinyNetwork.Image(3);

    public static TheoryData<Visibility, Visibility> Modes => new()
    {
        { Visibility.Private, Visibility.Public }, { Visibility.Public, Visibility.Public },
        { Visibility.Public, Visibility.Private }, { Visibility.Private, Visibility.Private },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Words_hold_what_is_public_and_only_that(Visibility input, Visibility output)
    {
        var network = new TinyNetwork(3, shown: new Disclosure(input, output, OutputForm.Full));
        Assert.Empty(ConstraintChecker.Check(network.Circuit(), network.Circuit().Files, [image]));
        var keys = Setups.Keys(network.Circuit());
        using var prover = Setups.Prover(network.Circuit(), keys);
        using var proof = prover.Prove([image]);
        var verifier = new ZkVerifier(keys.Verifying);
        BigInteger[] words = [.. proof.PublicValues];
        Assert.Equal((input == Visibility.Public ? 4 : 0) + (output == Visibility.Public ? 1 : 0), words.Length);
        Assert.True(verifier.Verify(proof));
        Assert.Equal(input == Visibility.Public ? [image] : [], verifier.DecodeInputs(words));
        Assert.Equal(output == Visibility.Public ? proof.Outputs : [], verifier.Decode(words));
        Assert.Equal(Expected(), proof.Output);

        for (var k = 0; k < words.Length; k++) Assert.False(verifier.Verify(proof.Bytes.Span, [.. words.Select((word, i) => i == k ? word + 1 : word)]));
        Assert.False(verifier.Verify(proof.Bytes.Span, [.. words, 0]));
    }

    [Fact]
    public void Only_models_that_show_it_have_a_top_class()
    {
        var network = new TinyNetwork(3);
        using var prover = Setups.Prover(network.Circuit(), Setups.Keys(network.Circuit()));
        using var proof = prover.Prove([image]);
        Assert.Contains("TopClass", Assert.Throws<InvalidOperationException>(() => proof.TopClass).Message, StringComparison.Ordinal);
    }

    /// <summary>The output of the default mode.</summary>
    private static float[] Expected()
    {
        var circuit = new TinyNetwork(3).Circuit();
        using var inference = new ZkInference(circuit, circuit.Files);
        return inference.Infer([image])[0];
    }
}
