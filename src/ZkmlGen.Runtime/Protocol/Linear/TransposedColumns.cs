using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 2: U = L^T chi, chi[address] = b^address, one column per lane.</summary>
internal static class TransposedColumns
{
    /// <summary>All U_c with their blinding rows; m_4 is drawn already.</summary>
    public static void Compute(ProverState state)
    {
        SumTiles(state);
        Fill(state);
        Blind(state);
    }

    /// <summary>sum_p b^p W_(p c + j) as vectors, with the blinding coefficient on top, and as elements for inference code.</summary>
    private static void SumTiles(ProverState state)
    {
        var (size, tile) = (state.Size, state.Tile);
        var powers = ConstraintParameters.Powers(state.Challenges.B, size.TileOutputs);
        state.Workers.Run(size.TileInputs, state.Cancellation, (j, worker) =>
        {
            SumColumns(state, powers, j, worker);
            var source = tile.RowSums[j];
            var target = tile.Sums.Span;
            for (var t = 0; t < size.TileRows; t++) target[t * size.TileInputs + j] = source[t];
        });
    }

    /// <summary>All U_c but their blinding rows.</summary>
    private static void Fill(ProverState state)
    {
        var sums = state.TransposedSums;
        sums.Span.Clear();
        state.BPowers.Reset(state.Challenges.B);
        state.Circuit.Transpose(state.Tile.Sums.Span, state.BPowers, sums.Span);
        var lanes = state.Size.Lanes;
        state.Workers.Run(lanes, state.Cancellation, (lane, _) =>
        {
            var source = sums.Span;
            var target = state.Columns[state.Map.U(lane)];
            for (var i = 0; i < state.Size.ActiveRows; i++) target[i] = source[i * lanes + lane];
        });
    }

    /// <summary>The blinding rows; row N-1 of lane 0 is the reserved cell, m_4.</summary>
    private static void Blind(ProverState state)
    {
        for (var lane = 0; lane < state.Size.Lanes; lane++) Blinding.Fill(state, state.Map.U(lane), state.Size.ActiveRows);
        state.Columns[state.Map.U(0)][state.Size.Rows - 1] = state.Columns[state.Map.Mask][ColumnMap.MaskPivot];
    }

    private static void SumColumns(ProverState state, Fr[] powers, int j, int worker)
    {
        var (size, sums) = (state.Size, state.Tile.RowSums[j]);
        var scratch = state.Coset.Scratch[4 * worker];
        sums.Clear();
        var top = Fr.Zero;
        for (var p = 0; p < powers.Length; p++)
        {
            var k = p * size.TileInputs + j;
            for (var start = 0; start < size.TileRows; start += scratch.Length)
            {
                var length = Math.Min(scratch.Length, size.TileRows - start);
                FrVec.FromInt32(scratch.Slice(0, length), state.Weights[k].Slice(start, length));
                FrVec.ScaleAdd(sums.Slice(start, length), scratch.Slice(0, length), powers[p]);
            }
            top += powers[p] * state.Key.WeightBlinding[k];
        }
        sums[size.TileRows] = top;
    }
}
