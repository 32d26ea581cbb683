using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Keys;

public sealed class KeyGeneratorTests
{
    [Fact]
    public void Commitments_are_values_at_tau()
    {
        var network = new TinyNetwork(3);
        var keys = Setups.Keys(network.Circuit(), Setups.Srs);
        var tau = Fr.ReadReduced(Keccak256.Hash("tests"u8));
        using var columns = new FixedTrace(network.Circuit());
        for (var k = 0; k < columns.Count; k++) Assert.Equal(Point(Lagrange(columns[k], tau)), keys.Verifying.Fixed[k]);
        using var weights = WeightColumns.Load(network.Circuit(), network.Circuit().Files);
        for (var k = 0; k < weights.Count; k++)
        {
            var value = keys.Proving.WeightBlinding[k];
            for (var t = weights.Rows - 1; t >= 0; t--) value = value * tau + Fr.FromInt64(weights[k][t]);
            Assert.Equal(Point(value), keys.Verifying.Weights[k]);
        }
        Assert.Equal(weights.Count, keys.Proving.WeightBlinding.Distinct().Count());
    }

    [Fact]
    public void Public_weights_make_a_key_that_anybody_can_make_again()
    {
        var network = new TinyNetwork(3, shown: Disclosure.Default with { Weights = Visibility.Public });
        var keys = Setups.Keys(network.Circuit(), seed: 1);
        Assert.All(keys.Proving.WeightBlinding, coefficient => Assert.Equal(Fr.Zero, coefficient));
        Assert.Equal(keys.Verifying.Digest.ToArray(), Setups.Keys(network.Circuit(), seed: 2).Verifying.Digest.ToArray());
        Assert.NotEqual(Setups.Keys(new TinyNetwork(3).Circuit(), seed: 1).Verifying.Digest.ToArray(), Setups.Keys(new TinyNetwork(3).Circuit(), seed: 2).Verifying.Digest.ToArray());
        using var prover = Setups.Prover(network.Circuit(), keys);
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    [Fact]
    public void An_SRS_that_is_too_small_is_refused()
    {
        var circuit = new TinyNetwork(3).Circuit();
        var required = KeyGenerator.RequiredPowers(circuit.Description);
        Assert.Equal(129, required);
        var message = Assert.Throws<InvalidDataException>(() => KeyGenerator.Setup(circuit, circuit.Files, Srs.CreateDevelopment(128))).Message;
        Assert.Contains("at least 129 powers of tau; this one has 128", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_file_is_refused()
    {
        var message = Assert.Throws<InvalidDataException>(() => KeyGenerator.Setup(new TinyNetwork(3).Circuit(), new TinyNetwork(4).Circuit().Files, Setups.Srs)).Message;
        Assert.Contains("'Tiny'", message, StringComparison.Ordinal);
    }

    private static G1Affine Point(Fr scalar) => (scalar * G1.From(G1Affine.Generator)).ToAffine();

    private static Fr Lagrange(ReadOnlySpan<int> rows, Fr tau)
    {
        var log = int.Log2(rows.Length);
        var omega = Fr.RootOfUnity(log);
        var (sum, scale) = (Fr.Zero, (tau.Pow((ulong)rows.Length) - Fr.One) * Fr.FromInt64(rows.Length).Inverse());
        for (var i = 0; i < rows.Length; i++)
        {
            var root = omega.Pow((ulong)i);
            sum += Fr.FromInt64(rows[i]) * root * scale * (tau - root).Inverse();
        }
        return sum;
    }
}
