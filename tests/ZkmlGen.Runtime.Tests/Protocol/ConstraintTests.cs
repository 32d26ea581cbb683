using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

public sealed class ConstraintTests
{
    [Fact]
    public void All_constraints_hold_on_all_rows_of_an_honest_proof()
    {
        var circuit = new TinyNetwork(1).Circuit();
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit));
        using var proof = prover.Prove([TinyNetwork.Image(1)]);
        Assert.Empty(ConstraintOracle.Broken(prover.State));
    }

    [Fact]
    public void All_constraints_hold_with_squares()
    {
        var circuit = new SquareNetwork(1).Circuit();
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit));
        using var proof = prover.Prove([SquareNetwork.Vector(1)]);
        Assert.Empty(ConstraintOracle.Broken(prover.State));
    }
}
