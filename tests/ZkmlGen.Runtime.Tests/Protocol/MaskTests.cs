using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Privacy;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>
/// Section 7 on the tile side: c', v, [S] and [m] are four functionals of the weights and the mask; they hide the weights if they have full rank in the mask
/// alone. They do with e_m = X^4, and do not with e_m = 1.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class MaskTests
{
    [Theory]
    [InlineData(ColumnMap.MaskPivot, 4), InlineData(0, 2)]
    public void The_mask_alone_spans_what_is_revealed(int pivot, int rank)
    {
        var circuit = new TinyNetwork(3).Circuit();
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit));
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        var state = prover.State;
        MovePivot(state, pivot);
        var random = new SeededRandom(5);
        var (zeta, tau) = (random.Next(), random.Next());
        var revealed = Enumerable.Range(0, ColumnMap.MaskLength).Select(i => Revealed(state, i, zeta, tau)).ToArray();
        Assert.Equal(rank, LinearAlgebra.Rank(revealed));
    }

    /// <summary>
    /// With a commitment there is one functional more, [C], and one coefficient that only it depends on but for what the mask hides: rho. Together mask and rho
    /// span all five, so that words, too, are hidden.
    /// </summary>
    [Fact]
    public void Mask_and_blinding_span_what_is_revealed_with_a_commitment()
    {
        var circuit = new TinyNetwork(3, shown: new Disclosure(Visibility.Committed, Visibility.Private, OutputForm.Full)).Circuit();
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit));
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        var state = prover.State;
        var random = new SeededRandom(5);
        var (zeta, tau, x) = (random.Next(), random.Next(), state.Tile.Committed[0]);
        x.Clear();
        var masks = Enumerable.Range(0, ColumnMap.MaskLength).Select(i => (Fr[])[.. Revealed(state, i, zeta, tau), Fr.Zero]).ToArray();
        Assert.Equal(4, LinearAlgebra.Rank([.. masks.Select(row => row.ToArray())]));
        x[x.Length - 1] = Fr.One;
        Assert.Equal(5, LinearAlgebra.Rank([.. masks, [.. Revealed(state, 0, zeta, tau), tau.Pow((ulong)x.Length - 1)]]));
    }

    private static void MovePivot(ProverState state, int pivot)
    {
        var geometry = state.Tile.MaskGeometry;
        for (var i = 0; i < ColumnMap.MaskLength; i++) geometry[i] = i == pivot ? Fr.One : Fr.Zero;
    }

    /// <summary>The functionals at the unit vector number index of the mask.</summary>
    private static Fr[] Revealed(ProverState state, int index, Fr zeta, Fr tau)
    {
        var (mask, quotient, inverse) = (state.Columns[state.Map.Mask], state.Columns[state.Map.S], zeta.Inverse());
        state.Tile.Polynomial.Clear();
        mask.Clear();
        mask[index] = Fr.One;
        TileArgument.Fold(state);
        var v = FrVec.Evaluate(state.Tile.MaskGeometry, zeta) * FrVec.Evaluate(mask, inverse) - inverse * FrVec.Evaluate(quotient, inverse);
        foreach (var (e, x) in state.Tile.CommittedGeometry.Zip(state.Tile.Committed)) v += FrVec.Evaluate(e, zeta) * FrVec.Evaluate(x, inverse);
        return [state.Claim, v, FrVec.Evaluate(quotient, tau), tau.Pow((ulong)index)];
    }
}
