namespace ZkmlGen.Runtime;

/// <summary>A constraint that a trace breaks.</summary>
/// <param name="Constraint">fixed columns, act, range, remainder, split or linear (docs/protocol.md, sections 2 and 3).</param>
/// <param name="Row">Row of the trace.</param>
/// <param name="Lane">Lane of the row.</param>
/// <param name="Layer">The tensor that the cell belongs to, "unused" if none.</param>
/// <param name="Cell">Index of the cell in its tensor; its address if it belongs to none.</param>
/// <param name="Detail">Numbers.</param>
public sealed record ConstraintFault(string Constraint, int Row, int Lane, string Layer, int Cell, string Detail)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => $"Constraint '{Constraint}' fails in layer '{Layer}', cell {Cell} (row {Row}, lane {Lane}): {Detail}";
}
