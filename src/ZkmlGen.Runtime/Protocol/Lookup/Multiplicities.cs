namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 1: how often each entry of the table is looked up.</summary>
internal static class Multiplicities
{
    /// <exception cref="InvalidOperationException">A value is in no table: the inference filled a cell wrongly.</exception>
    public static void Count(ProverState state)
    {
        var counts = state.Cells[state.Map.Mult];
        var table = new LookupTable(state.Description.Ranges);
        counts.Clear();
        var missing = 0;
        for (var lane = 0; lane < state.Size.Lanes; lane++) missing += Count(state, table, lane, counts);
        if (missing > 0 && state.Tamper is null)
        {
            throw new InvalidOperationException($"{missing} cells of the model '{state.Description.Name}' are outside their ranges: the check of the constraints names them.");
        }
    }

    private static int Count(ProverState state, LookupTable table, int lane, Span<int> counts)
    {
        ReadOnlySpan<int> tag = state.Fixed[state.Map.Tag - state.Map.Sent];
        ReadOnlySpan<int> y = state.Cells[state.Map.Y(lane)], n = state.Cells[state.Map.N(lane)], r = state.Cells[state.Map.R(lane)];
        var missing = 0;
        for (var i = 0; i < state.Size.ActiveRows; i++)
        {
            var (value, remainder) = (table.Row(tag[i], y[i] + n[i]), table.Row(table.RemainderTag, r[i]));
            if (value >= 0) counts[value]++;
            else missing++;
            if (remainder >= 0) counts[remainder]++;
            else missing++;
        }
        return missing;
    }
}
