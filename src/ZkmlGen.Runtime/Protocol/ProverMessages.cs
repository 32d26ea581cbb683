using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Writes what a step sends into the proof and absorbs it.</summary>
internal static class ProverMessages
{
    private const int LongColumn = 1 << 15;

    /// <summary>Step 1: commits to the integer columns, and turns them into field elements meanwhile.</summary>
    public static void SendCells(ProverState state)
    {
        state.Tamper?.Invoke(1, state);
        CommitEach(state, 1, (column, threads) =>
        {
            CellColumns.Lift(state, column);
            return state.Commitments.Cells(state.Cells[column][..state.Size.ActiveRows], state.Cells.Blinding[column], threads);
        });
        Absorb(state, 1);
    }

    /// <summary>Steps 2 and 4: columns by rows, polynomials by coefficients.</summary>
    public static void SendColumns(ProverState state, int step)
    {
        state.Tamper?.Invoke(step, state);
        CommitEach(state, step, (column, threads) => Commit(state, column, threads));
        Absorb(state, step);
    }

    /// <summary>Step 3: A, Z, Q, S and c'.</summary>
    public static void SendSums(ProverState state)
    {
        state.Tamper?.Invoke(3, state);
        CommitEach(state, 3, (column, threads) => Commit(state, column, threads));
        state.Claim.Write(state.Proof.AsSpan(state.Layout.Claim));
        Absorb(state, 3);
    }

    /// <summary>Step 5.</summary>
    public static void SendEvaluations(ProverState state)
    {
        state.Tamper?.Invoke(5, state);
        var (sent, layout) = (state.Evaluations, state.Layout);
        for (var i = 0; i < sent.Sent.Length; i++) sent.Sent[i].Write(state.Proof.AsSpan(layout.Evaluations + i * ProofLayout.ScalarSize));
        sent.U.Write(state.Proof.AsSpan(layout.U));
        sent.V.Write(state.Proof.AsSpan(layout.V));
        sent.Hint.Write(state.Proof.AsSpan(layout.Hint));
        Absorb(state, 5);
    }

    /// <summary>Steps 6 and 7.</summary>
    public static void SendPoint(ProverState state, int step, in G1 point)
    {
        point.ToAffine().Write(state.Proof.AsSpan(state.Layout.Start(step)));
        if (step == 6) Absorb(state, step);
    }

    /// <summary>The weight commitments, whose digest is a public value, if the key has none.</summary>
    public static void AppendWeights(ProverState state)
    {
        var (layout, weights) = (state.Layout, state.Key.WeightCommitments);
        for (var k = 0; k < state.Description.SentWeights; k++) weights[k].Write(state.Proof.AsSpan(layout.Weights + k * ProofLayout.PointSize));
    }

    /// <summary>From rows to coefficients, all columns that have rows.</summary>
    public static void Interpolate(ProverState state)
    {
        var domain = NttDomain.Get(state.Size.LogRows);
        state.Workers.Run(state.Map.S, state.Cancellation, (column, _) =>
        {
            if (column != state.Map.Mask) domain.Inverse(state.Columns[column]);
        });
    }

    private static G1 Commit(ProverState state, int column, int threads)
    {
        var (map, values) = (state.Map, state.Columns[column]);
        if (column == map.Mask) return state.Commitments.Mask(values);
        return column >= map.S ? state.Commitments.Coefficients(values, threads) : state.Commitments.Rows(values, threads);
    }

    /// <summary>As many columns at once as there are threads; those that are left over one after the other, with all threads.</summary>
    private static void CommitEach(ProverState state, int step, Func<int, int, G1> commit)
    {
        var (first, count) = state.Map.SentBy(step);
        var (points, threads) = (new G1[count], state.Workers.Threads);
        var together = Together(state, first, count);
        state.Workers.Run(together.Length, state.Cancellation, (item, _) => points[together[item]] = commit(first + together[item], 1));
        foreach (var index in Enumerable.Range(0, count).Except(together)) points[index] = commit(first + index, threads);
        var affine = new G1Affine[count];
        G1.ToAffine(points, affine);
        for (var index = 0; index < count; index++) affine[index].Write(state.Proof.AsSpan(state.Layout.Point(first + index)));
    }

    /// <summary>
    /// Columns that take one thread each: a multiple of the threads, of nearly the same length, so that no thread waits for another one. Long columns, which
    /// keep all threads busy, are none of them.
    /// </summary>
    private static int[] Together(ProverState state, int first, int count)
    {
        var lengths = Enumerable.Range(0, count).Select(index => state.Columns[first + index].Length).ToArray();
        var least = lengths.Max() / 2;
        var alike = Enumerable.Range(0, count).Where(index => lengths[index] < LongColumn && lengths[index] > least).ToArray();
        return alike[..^(alike.Length % state.Workers.Threads)];
    }

    private static void Absorb(ProverState state, int step) => state.Challenges.Absorb(step, state.Layout.Message(step, state.Proof));
}
