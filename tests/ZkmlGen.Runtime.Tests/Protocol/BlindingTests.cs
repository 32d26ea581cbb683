using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>Section 7: which rows of which columns are uniform. Two proofs that differ from a step on show what that step draws.</summary>
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

    [Fact]
    public void Proofs_of_the_operating_system_s_randomness_differ()
    {
        using var prover = new ZkProver(network.Circuit(), network.Circuit().Files, keys.Proving);
        using ZkProof first = prover.Prove([TinyNetwork.Image(3)]), second = prover.Prove([TinyNetwork.Image(3)]);
        var layout = new ProofLayout(network.Description);
        for (var offset = 0; offset < layout.Length; offset += 32) Assert.NotEqual(first.Bytes.Slice(offset, 32).ToArray(), second.Bytes.Slice(offset, 32).ToArray());
    }

    [Fact]
    public void Cells_are_blinded_in_the_last_five_rows()
    {
        foreach (var changed in Changed(1, 0, map.Mult + 1)) Assert.Equal(Rows(rows - 5, rows), changed);
    }

    [Fact]
    public void Columns_of_step_2_are_blinded_as_the_table_says()
    {
        var changed = Changed(2, map.U(0), 2 * map.Lanes + 2);
        for (var lane = 0; lane < map.Lanes; lane++)
        {
            Assert.Equal(Rows(rows - 5, rows), changed[lane]);
            Assert.Equal(Rows(rows - 2, rows), changed[map.Lanes + lane]);
        }
        Assert.Equal(Rows(rows - 5, rows), changed[2 * map.Lanes]);
        Assert.Equal(Rows(0, ColumnMap.MaskLength), changed[2 * map.Lanes + 1]);
    }

    [Fact]
    public void Running_sums_are_blinded_in_the_last_four_rows()
    {
        foreach (var changed in Changed(3, map.A, 3)) Assert.Equal(Rows(rows - 4, rows), changed);
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
        var (first, second) = (Snapshot(4, Switching(4, 1), map.T0, 2), Snapshot(4, Switching(4, 2), map.T0, 2));
        Assert.Equal([rows], Different(first[0], second[0]));
        Assert.Equal([0], Different(first[1], second[1]));
        Assert.Equal(first[0][rows] + first[1][0], second[0][rows] + second[1][0]);
    }

    private static int[] Rows(int from, int to) => [.. Enumerable.Range(from, to - from)];

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
