using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Soundness;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>
/// Proofs of one model show ever new functionals of its weights. With e_m = 1, v - c' holds no mask coefficient: more proofs than
/// weights, and linear algebra has all but the last. With e_m = X^4 the same attack finds nothing.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class WeightRecoveryTests
{
    private static readonly DenseNetwork network = new(5);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());
    private static readonly Dimensions size = network.Description.Size;

    /// <summary>All weights but the last: v - c' holds only coefficients that have others behind them.</summary>
    private static int Unknowns => size.WeightColumns * (size.TileRows - 1);

    [Fact]
    public void Another_pivot_would_reveal_the_weights()
    {
        Fr[] secret = [.. network.Tiles.Take(Unknowns).Select(weight => Fr.FromInt64(weight))];
        Assert.Equal(secret, LinearAlgebra.Solve(Observe(pivot: 0, Unknowns + 3)));
        SecurityReport.Count("weights recovered with another pivot", Unknowns);
    }

    [Fact]
    public void The_pivot_of_the_protocol_does_not()
    {
        var equations = Observe(ColumnMap.MaskPivot, Unknowns + 3);
        Assert.Null(LinearAlgebra.Solve(equations));
        SecurityReport.Count("weights recovered with the protocol's pivot", 0);
    }

    /// <summary>One equation v - c' = sum of coefficient times weight per proof.</summary>
    private static Fr[][] Observe(int pivot, int proofs)
    {
        var circuit = network.Circuit();
        var layout = new ProofLayout(network.Description);
        using var prover = new ZkProver(circuit, circuit.Files, keys.Proving, 2);
        prover.State.Tamper = (step, state) => MovePivot(step, state, pivot);
        return [.. Enumerable.Range(0, proofs).Select(seed =>
        {
            using var proof = prover.Prove([DenseNetwork.Vector(seed)]);
            var bytes = proof.Bytes.Span;
            Fr[] words = [.. proof.PublicValues.Select(Fr.FromBigInteger)];
            var challenges = RelaxedVerifier.Replay(keys.Verifying, layout, bytes, PublicWords.Write(words), Relaxation.None);
            var (v, claim) = (Fr.ReadReduced(bytes.Slice(layout.V, 32)), Fr.ReadReduced(bytes.Slice(layout.Claim, 32)));
            return (Fr[])[.. Coefficients(circuit, challenges), v - claim];
        })];
    }

    private static void MovePivot(int step, ProverState state, int pivot)
    {
        if (step == 2) state.Columns[state.Map.U(0)].Set(state.Size.Rows - 1, state.Columns[state.Map.Mask][pivot]);
        if (step != 3) return;
        for (var i = 0; i < ColumnMap.MaskLength; i++) state.Tile.MaskGeometry.Set(i, i == pivot ? Fr.One : Fr.Zero);
        TileArgument.Fold(state);
    }

    /// <summary>c' + zeta S(zeta) - e(1/zeta) T(zeta), which is v - c' without the mask, as a functional of the weights: what everybody can compute.</summary>
    private static Fr[] Coefficients(InterpretedCircuit circuit, Challenges challenges)
    {
        var (zeta, inverse) = (challenges.Zeta, challenges.Zeta.Inverse());
        var e = new Fr[size.TileRows];
        var cells = size.Rows * size.Lanes;
        circuit.FillGeometry(new PowerTable(challenges.B, cells), new PowerTable(challenges.Y, cells), e);
        var geometry = e.Select((value, i) => value * inverse.Pow((ulong)i)).Aggregate((sum, term) => sum + term);
        return [.. Enumerable.Range(0, Unknowns).Select(t => e[t] + zeta * Quotient(e, t, zeta) - geometry * zeta.Pow((ulong)t))];
    }

    /// <summary>The coefficient of T_t in S(x) = sum_d x^(d-1) sum_i (e_(i+d) T_i + e_i T_(i+d)).</summary>
    private static Fr Quotient(Fr[] e, int t, Fr x)
    {
        var sum = Fr.Zero;
        for (var i = 0; i < e.Length; i++)
        {
            if (i != t) sum += e[i] * x.Pow((ulong)Math.Abs(i - t) - 1);
        }
        return sum;
    }
}

file static class FrVectorExtensions
{
    // A vector is a view: an element can be set through a copy of it.
    public static void Set(this FrVector vector, int index, Fr value) => vector[index] = value;
}
