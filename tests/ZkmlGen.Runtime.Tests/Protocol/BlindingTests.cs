using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Privacy;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>Section 7: which rows of which columns are uniform. Two proofs that differ from a step on show what that step draws.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class BlindingTests
{
    private static readonly TinyNetwork network = new(3);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());
    private static readonly ColumnMap map = new(network.Description.Size.Lanes, false);
    private static readonly int rows = network.Description.Size.Rows;

    [Fact]
    public void Proofs_are_functions_of_the_seed_and_not_of_the_threads()
    {
        var first = Prove(new SeededRandom(7), 1);
        Assert.Equal(first, Prove(new SeededRandom(7), 2));
        Assert.Equal(first, Prove(new SeededRandom(7), 3));
        Assert.NotEqual(first, Prove(new SeededRandom(8), 2));
    }

    /// <summary>Every column that is sent but S, which is a function of others, stands in the table of section 7; it is blinded there and nowhere else.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Columns_are_blinded_as_the_document_says(int step)
    {
        var (first, count) = map.SentBy(step);
        if (step == 3) count--;
        foreach (var (index, changed) in Changed(step, first, count).Index())
        {
            var line = BlindingLine.Of(map.Name(first + index));
            Assert.Equal(step, line.Step);
            Assert.Equal(line.Rows(rows), changed);
        }
    }

    [Fact]
    public void The_document_names_no_other_column()
    {
        string[] sent = [.. Enumerable.Range(0, map.Sent).Where(column => column != map.S).Select(map.Name), "W_k", "C"];
        Assert.Equal(BlindingLine.All.ToHashSet(), [.. sent.Select(BlindingLine.Of)]);
        Assert.Equal("coefficient N_T", BlindingLine.Of("W_k").Uniform);
        Assert.Equal(network.Description.Size.WeightColumns, keys.Proving.WeightBlinding.Distinct().Count());
    }

    [Fact]
    public void Provers_draw_from_the_operating_system()
    {
        using var prover = new ZkProver(network.Circuit(), network.Circuit().Files, keys.Proving);
        Assert.IsType<SystemRandom>(prover.State.Random);
    }

    [Fact]
    public void The_reserved_cell_holds_the_middle_of_the_mask()
    {
        var columns = Snapshot(2, new SeededRandom(1), map.U(0), 2 * map.Lanes + 2);
        Assert.Equal(columns[^1][ColumnMap.MaskPivot], columns[0][rows - 1]);
    }

    [Fact]
    public void The_split_of_the_quotient_is_blinded()
    {
        Assert.Equal("rho", BlindingLine.Of("t_0").Uniform);
        var (first, second) = (Snapshot(4, Switching(4, 1), map.T0, 2), Snapshot(4, Switching(4, 2), map.T0, 2));
        Assert.Equal([rows], Different(first[0], second[0]));
        Assert.Equal([0], Different(first[1], second[1]));
        Assert.Equal(first[0][rows] + first[1][0], second[0][rows] + second[1][0]);
    }

    /// <summary>Rows of the columns of a step that change with what is drawn in this step.</summary>
    private static int[][] Changed(int step, int first, int count) =>
        [.. Snapshot(step, Switching(step, 1), first, count).Zip(Snapshot(step, Switching(step, 2), first, count), Different)];

    private static int[] Different(Fr[] first, Fr[] second) => [.. Enumerable.Range(0, first.Length).Where(i => first[i] != second[i])];

    private static SwitchingRandom Switching(int step, int seed) => new(step, seed);

    /// <summary>The columns of a step, just before they are sent.</summary>
    private static Fr[][] Snapshot(int step, FieldRandom random, int first, int count)
    {
        Fr[][] columns = [];
        using var prover = Setups.Prover(network.Circuit(), keys);
        prover.State.Random = random;
        prover.State.Tamper = (now, state) =>
        {
            if (random is SwitchingRandom switching) switching.Sent(now);
            if (now != step) return;
            if (step == 1) Enumerable.Range(first, count).ToList().ForEach(column => CellColumns.Lift(state, column));
            columns = [.. Enumerable.Range(first, count).Select(column => Copy(state.Columns[column]))];
        };
        prover.Prove([TinyNetwork.Image(3)]).Dispose();
        return columns;
    }

    private static Fr[] Copy(FrVector vector) => [.. Enumerable.Range(0, vector.Length).Select(i => vector[i])];

    private static byte[] Prove(FieldRandom random, int threads)
    {
        using var prover = Setups.Prover(network.Circuit(), keys, threads: threads);
        prover.State.Random = random;
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        return proof.Bytes.ToArray();
    }

    /// <summary>The same elements for all seeds in steps before one, other elements from it on.</summary>
    private sealed class SwitchingRandom(int step, int seed) : FieldRandom
    {
        private readonly SeededRandom before = new(0), after = new(seed);
        private int current = 1;

        public void Sent(int now) => current = now + 1;

        public override Fr Next() => current < step ? before.Next() : after.Next();
    }
}
