using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class ZkModelHostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zkml-host").FullName;
    private readonly TinyNetwork network = new(3);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Infers_without_keys_and_says_which_key_is_missing()
    {
        var host = Host();
        Assert.Equal(3, host.Infer([TinyNetwork.Image(1)])[0].Length);
        Assert.Contains(ZkModelHost.ProvingKeyName, Assert.Throws<InvalidDataException>(() => host.Prover).Message, StringComparison.Ordinal);
        Assert.Contains(ZkModelHost.VerifyingKeyName, Assert.Throws<InvalidDataException>(() => host.Verifier).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proves_and_verifies_with_the_keys_of_its_folder()
    {
        Write(Setups.Keys(network.Circuit()));
        var host = Host();
        using var proof = host.Prove([TinyNetwork.Image(1)]);
        Assert.True(host.Verify(proof));
        Assert.True(host.Verify(proof.Bytes.Span, [.. proof.PublicValues]));
        Assert.False(host.Verify(proof.Bytes.Span, [0]));
        Assert.Equal(host.Infer([TinyNetwork.Image(1)])[0], proof.Output);
    }

    [Fact]
    public void A_proof_is_for_one_context()
    {
        Write(Setups.Keys(network.Circuit()));
        var (host, context) = (Host(), new ZkContext(1, 2));
        using var proof = host.Prove([TinyNetwork.Image(1)], context);
        Assert.Equal(context, proof.Context);
        Assert.True(host.Verify(proof, context));
        Assert.True(host.Verify(proof.Bytes.Span, [.. proof.PublicValues], context));
        Assert.False(host.Verify(proof));
        Assert.False(host.Verify(proof, new ZkContext(2, 1)));
    }

    [Fact]
    public void Keys_of_another_circuit_are_refused()
    {
        Write(Setups.Keys(new TinyNetwork(3, chain: -15).Circuit()));
        Assert.Contains("another circuit", Assert.Throws<InvalidDataException>(() => Host().Verifier).Message, StringComparison.Ordinal);
        Assert.Contains("another circuit", Assert.Throws<InvalidDataException>(() => Host().Prover).Message, StringComparison.Ordinal);
    }

    private ZkModelHost Host() => new(network.Circuit(), network.Circuit().Files, ZkModelHost.KeyFolder(network.Circuit(), folder));

    private void Write(KeyPair keys)
    {
        var target = Path.Combine(folder, "zkml", "Tiny");
        ProvingKeyFile.Write(keys.Proving, Path.Combine(target, ZkModelHost.ProvingKeyName));
        File.WriteAllText(Path.Combine(target, ZkModelHost.VerifyingKeyName), VerifyingKeyJson.Write(keys.Verifying));
    }
}
