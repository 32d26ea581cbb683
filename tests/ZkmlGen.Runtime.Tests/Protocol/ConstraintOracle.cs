using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>Which relations the columns of a finished proof break, row by row; the check row is split into its three sums.</summary>
internal sealed class ConstraintOracle
{
    private readonly ProverState state;
    private readonly ConstraintChallenges ch;
    private readonly Dictionary<int, Fr[]> rows = [];

    private ConstraintOracle(ProverState state)
    {
        this.state = state;
        ch = Parameters(state);
        foreach (var column in Enumerable.Range(0, state.Map.Tiles).Where(HasRows)) rows[column] = Rows(state.Columns[column]);
    }

    /// <summary>Names of the broken relations.</summary>
    public static string[] Broken(ProverState state) => new ConstraintOracle(state).Broken();

    /// <summary>All challenges of the finished proof.</summary>
    public static ConstraintChallenges Parameters(ProverState state)
    {
        var claim = state.Claim + state.Circuit.PublicMapsAt(state.Challenges.B, state.Challenges.Y);
        return ConstraintParameters.Create(state.Description, state.Challenges, claim);
    }

    private bool HasRows(int column) => column < state.Map.S && column != state.Map.Mask || column >= state.Map.Sent;

    private Fr[] Rows(FrVector coefficients)
    {
        using var arena = new FrArena(state.Size.Rows);
        var vector = arena.Rent(state.Size.Rows);
        vector.CopyFrom(coefficients);
        NttDomain.Get(state.Size.LogRows).Forward(vector);
        return [.. Enumerable.Range(0, vector.Length).Select(i => vector[i])];
    }

    private RowView Row(int i, Func<int, int, Fr>? value = null)
    {
        value ??= (column, row) => rows[column][row];
        var (size, next) = (state.Size, (i + 1) % state.Size.Rows);
        var omega = Fr.RootOfUnity(size.LogRows);
        Fr Indicator(bool condition) => condition ? Fr.One : Fr.Zero;
        var reveal = Array.IndexOf(state.RevealRows, i);
        var x = omega.Pow((ulong)i);
        return RowView.From(
            state.Map, column => value(column, i), column => value(column, next),
            Indicator(i < size.ActiveRows), Indicator(i == size.ActiveRows), Indicator(i == size.Rows - 1),
            (x - omega.Pow((ulong)size.Rows - 1)) * (x - omega.Pow((ulong)size.Rows - 2)),
            reveal < 0 ? Fr.Zero : state.Words[reveal]);
    }

    private string[] Broken()
    {
        var broken = new HashSet<string>();
        for (var i = 0; i < state.Size.Rows; i++)
        {
            foreach (var (name, value) in ConstraintFormulas.All(Row(i), ch))
            {
                if (!value.IsZero) broken.Add(name);
            }
        }
        if (broken.Remove("check")) broken.UnionWith(BrokenSums());
        return [.. broken.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> BrokenSums()
    {
        var (a, z, q, lookups, lanes) = (Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, state.Size.Lanes);
        var (b, y) = (ch.B.Pow((ulong)lanes), ch.Y.Pow((ulong)lanes));
        for (var i = state.Size.ActiveRows - 1; i >= 0; i--)
        {
            var row = Row(i);
            (a, z, lookups) = (a * b + row.PublicInput, z * y, lookups - row.TableHelper);
            for (var c = 0; c < lanes; c++)
            {
                a += ch.B.Pow((ulong)c) * ConstraintFormulas.Pre(row, ch, c);
                z += ch.Y.Pow((ulong)c) * row.U[c];
                q += ConstraintFormulas.Act(row, c) * row.U[c];
                lookups += row.H[c];
            }
        }
        if (q != a) yield return "check fold 1";
        if (ch.Y * z + rows[state.Map.U(0)][state.Size.Rows - 1] != ch.Claim) yield return "check fold 2";
        if (!lookups.IsZero) yield return "check lookup";
    }
}
