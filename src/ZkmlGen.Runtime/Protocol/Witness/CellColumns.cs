using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 1: the cells of the trace as columns, with multiplicities and blinding rows.</summary>
internal static class CellColumns
{
    /// <summary>Takes the cells from the trace.</summary>
    public static void Fill(ProverState state, in Trace trace)
    {
        for (var lane = 0; lane < state.Size.Lanes; lane++)
        {
            Gather(state, state.Map.Y(lane), trace.Y, lane);
            Gather(state, state.Map.N(lane), trace.N, lane);
            Gather(state, state.Map.R(lane), trace.R, lane);
        }
        Multiplicities.Count(state);
        foreach (var blinding in state.Cells.Blinding)
        {
            for (var i = 0; i < blinding.Length; i++) blinding[i] = state.Random.Next();
        }
    }

    /// <summary>The columns as field elements.</summary>
    public static void Lift(ProverState state, int column)
    {
        var values = state.Columns[column];
        FrVec.FromInt32(values, state.Cells[column]);
        var blinding = state.Cells.Blinding[column];
        for (var i = 0; i < blinding.Length; i++) values[state.Size.ActiveRows + i] = blinding[i];
    }

    private static void Gather(ProverState state, int column, ReadOnlySpan<int> cells, int lane)
    {
        var target = state.Cells[column][..state.Size.ActiveRows];
        for (var i = 0; i < target.Length; i++) target[i] = cells[i * state.Size.Lanes + lane];
    }
}
