using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>The malicious prover: every attack is rejected, and breaks exactly the relations that should notice it.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class AttackTests
{
    private static readonly TinyNetwork network = new(3);
    private static readonly float[] image = TinyNetwork.Image(3);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());
    private static readonly TinyAttacks attacks = new(network, image);

    public static TheoryData<string> Attacks => [.. attacks.All().Select(attack => attack.Name)];
    public static TheoryData<string> Harmless => [.. attacks.Harmless().Select(attack => attack.Name)];

    [Theory, MemberData(nameof(Attacks))]
    public void Attacks_are_rejected(string name)
    {
        var attack = attacks.All().Single(attack => attack.Name == name);
        var (proof, broken) = attack.Run(network.Circuit(), keys, [image]);
        Assert.Equal(attack.Expected.Order(StringComparer.Ordinal), broken);
        Assert.False(new ZkVerifier(keys.Verifying).Verify(proof));
        SecurityReport.Count("forgeries rejected");
    }

    [Theory, MemberData(nameof(Harmless))]
    public void Free_cells_are_free(string name)
    {
        var (proof, broken) = attacks.Harmless().Single(attack => attack.Name == name).Run(network.Circuit(), keys, [image]);
        Assert.Empty(broken);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    [Fact]
    public void Another_weight_in_trace_and_U_breaks_fold_2()
    {
        var circuit = new InterpretedCircuit(network.Description, network.Tiles) { FollowedTiles = OtherTiles() };
        Reject(circuit, "check fold 2");
    }

    [Fact]
    public void Another_weight_everywhere_is_not_the_committed_one()
    {
        var circuit = new InterpretedCircuit(network.Description, network.Tiles) { LoadedTiles = OtherTiles() };
        Reject(circuit);
    }

    [Fact]
    public void Another_public_map_breaks_fold_2()
    {
        var circuit = new InterpretedCircuit(network.Description, network.Tiles) { Followed = new TinyNetwork(3, chain: -15).Description };
        Reject(circuit, "check fold 2");
    }

    private static int[] OtherTiles()
    {
        var tiles = network.Tiles;
        tiles[4 * network.Description.Size.WeightColumns + 1]++;
        return tiles;
    }

    private static void Reject(InterpretedCircuit circuit, params string[] expected)
    {
        var (proof, broken) = new Attack("").Run(circuit, keys, [image]);
        Assert.Equal(expected, broken);
        Assert.False(new ZkVerifier(keys.Verifying).Verify(proof));
        SecurityReport.Count("forgeries rejected");
    }
}
