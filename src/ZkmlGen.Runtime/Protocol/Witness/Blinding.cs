namespace ZkmlGen.Runtime.Protocol;

/// <summary>Uniform rows (docs/protocol.md, section 7).</summary>
internal static class Blinding
{
    /// <summary>Draws the rows of a column from a row on.</summary>
    public static void Fill(ProverState state, int column, int from)
    {
        var values = state.Columns[column];
        for (var i = from; i < state.Size.Rows; i++) values[i] = state.Random.Next();
    }
}
