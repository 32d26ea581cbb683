using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>A relation that the verifier enforces, with the system that lacks it.</summary>
internal sealed record Relation(string Name, Relaxation Without)
{
    /// <summary>Constraints of step 4, sums of the check row and claims of step 6, in the order of docs/protocol.md.</summary>
    public static IReadOnlyList<Relation> All(ColumnMap map) => [.. Constraints(map), .. Folds(), .. Claims(map)];

    /// <summary>The constraints of step 4.</summary>
    public static IEnumerable<Relation> Constraints(ColumnMap map) =>
        ConstraintFormulas.Names(map.Lanes).Select((name, index) => new Relation(name, new Relaxation { Constraint = index }));

    /// <summary>The claims of step 6.</summary>
    public static IEnumerable<Relation> Claims(ColumnMap map)
    {
        string[] sent = [.. Enumerable.Range(0, map.Evaluations).Select(index => $"claim {map.Name(map.Evaluated(index))}")];
        string[] others = ["claim R", "claim T at zeta", "claim A, Z, Q", "claim T at 1/zeta"];
        return sent.Concat(others).Select((name, index) => new Relation(name, new Relaxation { Claim = index }));
    }

    private static IEnumerable<Relation> Folds() =>
        new[] { "check fold 1", "check fold 2", "check lookup" }.Select((name, index) => new Relation(name, new Relaxation { Fold = index }));
}
