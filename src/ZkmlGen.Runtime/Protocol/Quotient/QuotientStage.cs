using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// Step 4: t with sum alpha^j constraint_j = (X^N - 1) t. On half j of the coset X^N is the constant s_j, and values there give t_lo + s_j t_hi, so that two
/// transforms of size N a column replace one of size 2N.
/// </summary>
internal static class QuotientStage
{
    /// <summary>t_0 and t_1, blinded.</summary>
    public static void Fill(ProverState state)
    {
        var (size, threads) = (state.Size, state.Workers.Threads);
        var domain = NttDomain.Get(size.LogRows);
        var claim = state.Claim + state.Circuit.PublicMapsAt(state.Challenges.B, state.Challenges.Y);
        var parameters = state.Challenges.Constraints(state.Description, claim);
        FrVector[] parts = [state.Columns[state.Map.T0].Slice(0, size.Rows), state.Columns[state.Map.T1]];
        domain.Inverse(state.PublicInput, threads);
        for (var half = 0; half < 2; half++)
        {
            EvaluateColumns(state, half);
            EvaluateBlocks(state, parameters, half, parts[half]);
            domain.InverseCoset(parts[half], state.Coset.Shifts[half], threads);
        }
        Split(state, parts[0], parts[1]);
    }

    /// <summary>s_j: X^N on half j.</summary>
    private static Fr RowsPower(ProverState state, int half) => state.Coset.Shifts[half].Pow((ulong)state.Size.Rows);

    private static void EvaluateColumns(ProverState state, int half)
    {
        var (map, coset, log) = (state.Map, state.Coset, state.Size.LogRows);
        state.Workers.Run(map.S + 1, state.Cancellation, (column, _) =>
        {
            if (column == map.Mask) return;
            if (column == map.S)
            {
                coset.Evaluate(coset.PublicInput, state.PublicInput, log, half);
                return;
            }
            coset.Evaluate(coset.Columns[column], state.Columns[column], log, half);
            if (column >= map.A) FrVec.Rotate(coset.Next[column - map.A], coset.Columns[column], 1);
        });
    }

    /// <summary>The values of t on a half.</summary>
    private static void EvaluateBlocks(ProverState state, ConstraintChallenges parameters, int half, FrVector result)
    {
        var (rows, scale) = (state.Size.Rows, (RowsPower(state, half) - Fr.One).Inverse());
        var blocks = new ConstraintBlock[state.Workers.Threads];
        for (var worker = 0; worker < blocks.Length; worker++) blocks[worker] = new ConstraintBlock(state.Map.Lanes) { Challenges = parameters };
        state.Workers.Run((rows + CosetMemory.BlockRows - 1) / CosetMemory.BlockRows, state.Cancellation, (block, worker) =>
        {
            var start = block * CosetMemory.BlockRows;
            BlockColumns.Set(blocks[worker], state, half, start, Math.Min(CosetMemory.BlockRows, rows - start), worker, result);
            state.Circuit.EvaluateConstraints(blocks[worker]);
            FrVec.Scale(blocks[worker].Sum, blocks[worker].Sum, scale);
        });
    }

    /// <summary>From t_lo + s_0 t_hi and t_lo + s_1 t_hi to t_lo + rho X^N and t_hi - rho.</summary>
    private static void Split(ProverState state, FrVector first, FrVector second)
    {
        var (s0, s1) = (RowsPower(state, 0), RowsPower(state, 1));
        var difference = (s0 - s1).Inverse();
        state.Workers.RunRows(first.Length, state.Cancellation, (start, end) =>
        {
            var (low, high) = (first.Slice(start, end - start), second.Slice(start, end - start));
            FrVec.Subtract(high, low, high);
            FrVec.Scale(high, high, difference);
            FrVec.ScaleAdd(low, high, -s0);
        });
        var rho = state.Random.Next();
        state.Columns[state.Map.T0][state.Size.Rows] = rho;
        second[0] -= rho;
    }
}
