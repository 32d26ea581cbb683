using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>The quotient and the tile side against the formulas, evaluated at points that the prover never sees.</summary>
public sealed class QuotientTests
{
    [Fact]
    public void Quotient_of_the_tiny_network() => Check(new TinyNetwork(1).Circuit(), TinyNetwork.Image(1));

    [Fact]
    public void Quotient_with_squares() => Check(new SquareNetwork(1).Circuit(), SquareNetwork.Vector(1));

    private static void Check(InterpretedCircuit circuit, float[] input)
    {
        using var prover = Setups.Prover(circuit, Setups.Keys(circuit));
        using var proof = prover.Prove([input]);
        for (var seed = 0; seed < 3; seed++)
        {
            var x = new SeededRandom(100 + seed).Next();
            CheckQuotient(prover.State, x);
            CheckTiles(prover.State, x);
        }
    }

    /// <summary>sum alpha^j constraint_j(x) = (x^N - 1) (t_0 + x^N t_1)(x).</summary>
    private static void CheckQuotient(ProverState state, Fr x)
    {
        var (size, map) = (state.Size, state.Map);
        var omega = Fr.RootOfUnity(size.LogRows);
        var power = x.Pow((ulong)size.Rows);
        Fr Lagrange(int i) => omega.Pow((ulong)i) * (power - Fr.One) * (Fr.FromInt64(size.Rows) * (x - omega.Pow((ulong)i))).Inverse();
        Fr Sum(IEnumerable<int> rows) => rows.Aggregate(Fr.Zero, (sum, i) => sum + Lagrange(i));
        var row = RowView.From(
            map, column => FrVec.Evaluate(state.Columns[column], x), column => FrVec.Evaluate(state.Columns[column], omega * x),
            Sum(Enumerable.Range(0, size.ActiveRows)), Lagrange(size.ActiveRows), Lagrange(size.Rows - 1),
            (x - omega.Pow((ulong)size.Rows - 1)) * (x - omega.Pow((ulong)size.Rows - 2)),
            state.RevealRows.Zip(state.Words).Aggregate(Fr.Zero, (sum, reveal) => sum + reveal.Second * Lagrange(reveal.First)));
        var quotient = FrVec.Evaluate(state.Columns[map.T0], x) + power * FrVec.Evaluate(state.Columns[map.T1], x);
        Assert.Equal(ConstraintFormulas.Combine(row, ConstraintOracle.Parameters(state)), (power - Fr.One) * quotient);
    }

    /// <summary>h(x) + h(1/x) = 2 c' + x S(x) + S(1/x)/x for h(x) = e(x) T(1/x) + x^4 m(1/x), with the e of the closed form and the T of the weights.</summary>
    private static void CheckTiles(ProverState state, Fr x)
    {
        var (inverse, quotient) = (x.Inverse(), state.Columns[state.Map.S]);
        Fr E(Fr point) => GeometricSums.Geometry(state.Description, state.Challenges.B, state.Challenges.Y, point);
        Fr H(Fr point, Fr other) => E(point) * Tiles(state, other) + point.Pow(ColumnMap.MaskPivot) * FrVec.Evaluate(state.Columns[state.Map.Mask], other);
        var left = H(x, inverse) + H(inverse, x);
        Assert.Equal(left, state.Claim + state.Claim + x * FrVec.Evaluate(quotient, x) + inverse * FrVec.Evaluate(quotient, inverse));
    }

    private static Fr Tiles(ProverState state, Fr x)
    {
        var (size, sum) = (state.Size, Fr.Zero);
        for (var k = 0; k < size.WeightColumns; k++)
        {
            var column = state.Key.WeightBlinding[k];
            for (var t = size.TileRows - 1; t >= 0; t--) column = column * x + Fr.FromInt64(state.Weights[k][t]);
            sum += state.Challenges.B.Pow((ulong)(k / size.TileInputs)) * state.Challenges.Y.Pow((ulong)(k % size.TileInputs)) * column;
        }
        return sum;
    }
}
