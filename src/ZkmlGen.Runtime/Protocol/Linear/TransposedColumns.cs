using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 2: U = L^T chi, chi[address] = b^address, one column per lane.</summary>
internal static class TransposedColumns
{
    private const int BlockRows = 2048;

    /// <summary>All U_c with their blinding rows; m_4 is drawn already. One thread does other work first, while the others add up the parts.</summary>
    public static void Compute(ProverState state, Action meanwhile)
    {
        SumTiles(state);
        Fill(state, meanwhile);
        Blind(state);
    }

    /// <summary>The powers of b; sum_p b^p W_(p c + j) as vectors, with the blinding coefficient on top, and as elements for inference code.</summary>
    private static void SumTiles(ProverState state)
    {
        var size = state.Size;
        var powers = ConstraintParameters.Powers(state.Challenges.B, size.TileOutputs);
        var blocks = (size.TileRows + BlockRows - 1) / BlockRows;
        state.Workers.Run(() => state.BPowers.Reset(state.Challenges.B), size.TileInputs * blocks, state.Cancellation, (item, _) =>
        {
            var (j, start) = (item / blocks, item % blocks * BlockRows);
            SumBlock(state, powers, j, start, Math.Min(BlockRows, size.TileRows - start));
        });
        for (var j = 0; j < size.TileInputs; j++)
        {
            var top = Fr.Zero;
            for (var p = 0; p < powers.Length; p++) top += powers[p] * state.Key.WeightBlinding[p * size.TileInputs + j];
            var sums = state.Tile.RowSums[j];
            sums[size.TileRows] = top;
        }
    }

    private static void SumBlock(ProverState state, Fr[] powers, int j, int start, int length)
    {
        var inputs = state.Size.TileInputs;
        var source = state.Tile.RowSums[j].Slice(start, length);
        var target = state.Tile.Sums.Span;
        FrVec.CombineInt32(source, state.Weights.From(j, start), inputs * state.Weights.Rows, powers);
        for (var t = 0; t < length; t++) target[(start + t) * inputs + j] = source[t];
    }

    /// <summary>All U_c but their blinding rows: each worker adds up its share of the parts.</summary>
    private static void Fill(ProverState state, Action meanwhile)
    {
        var sums = state.TransposedSums;
        foreach (var share in sums) share.Span.Clear();
        state.Workers.Run(meanwhile, state.Circuit.TransposeParts, state.Cancellation, (part, worker) =>
            state.Circuit.Transpose(part, state.Tile.Sums.Span, state.BPowers, sums[worker].Span));
        state.Workers.RunRows(state.Size.ActiveRows, state.Cancellation, (start, end) => AddShares(state, start, end));
        SubtractCommitted(state);
    }

    private static void AddShares(ProverState state, int start, int end)
    {
        for (var lane = 0; lane < state.Size.Lanes; lane++)
        {
            var target = state.Columns[state.Map.U(lane)];
            for (var i = start; i < end; i++)
            {
                var sum = Fr.Zero;
                foreach (var share in state.TransposedSums) sum += share.Span[i * state.Size.Lanes + lane];
                target[i] = sum;
            }
        }
    }

    /// <summary>Word t of a commitment is subtracted from pre of its cell, through the constant cell.</summary>
    private static void SubtractCommitted(ProverState state)
    {
        var constant = state.Columns[state.Map.U(0)];
        for (var i = 0; i < state.Tile.Committed.Length; i++)
        {
            var (x, group) = (state.Tile.Committed[i], state.Description.Commitments[i]);
            for (var t = 0; t < group.Count; t++) constant[0] -= x[t] * state.BPowers[group.Address + t * group.Step];
        }
    }

    /// <summary>The blinding rows; row N-1 of lane 0 is the reserved cell, m_4.</summary>
    private static void Blind(ProverState state)
    {
        for (var lane = 0; lane < state.Size.Lanes; lane++) Blinding.Fill(state, state.Map.U(lane), state.Size.ActiveRows);
        state.Columns[state.Map.U(0)][state.Size.Rows - 1] = state.Columns[state.Map.Mask][ColumnMap.MaskPivot];
    }
}
