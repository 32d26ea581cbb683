using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Keys;

public sealed class ProvingKeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zkml-key").FullName;
    private readonly TinyNetwork network = new(3);
    private readonly KeyPair keys;

    public ProvingKeyFileTests() => keys = Setups.Keys(network.Circuit());

    private string Name => Path.Combine(folder, "deep", "proving.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Round_trip()
    {
        ProvingKeyFile.Write(keys.Proving, Name);
        ProvingKeyFile.Write(keys.Proving, Name);
        var read = ProvingKeyFile.Read(Name);
        Assert.Equal(keys.Proving.Digest.ToArray(), read.Digest.ToArray());
        Assert.Equal(keys.Proving.Powers, read.Powers);
        Assert.Equal(keys.Proving.Lagrange, read.Lagrange);
        Assert.Equal(keys.Proving.WeightBlinding, read.WeightBlinding);
        Assert.True(read.IsDevelopment);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Name)!));

        using var prover = new ZkProver(network.Circuit(), network.Circuit().Files, read);
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    [Fact]
    public void Damage_is_noticed()
    {
        ProvingKeyFile.Write(keys.Proving, Name);
        var bytes = File.ReadAllBytes(Name);
        for (var i = 0; i < bytes.Length; i += i < 300 ? 1 : 97)
        {
            var copy = bytes.ToArray();
            copy[i] ^= 4;
            Refuse(copy);
        }
    }

    [Fact]
    public void The_length_is_exact()
    {
        ProvingKeyFile.Write(keys.Proving, Name);
        var bytes = File.ReadAllBytes(Name);
        foreach (var length in new[] { 0, 31, 100, 200, bytes.Length / 2, bytes.Length - 1 }) Refuse(bytes[..length]);
        Refuse([.. bytes, 0]);
    }

    private void Refuse(byte[] bytes)
    {
        File.WriteAllBytes(Name, bytes);
        Assert.Contains(Name, Assert.Throws<InvalidDataException>(() => ProvingKeyFile.Read(Name)).Message, StringComparison.Ordinal);
    }
}
