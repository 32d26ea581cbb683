using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>
/// Section 7 counted: what is seen of a column (an element [f] is f(tau)) is a linear map of its uniform rows. If the map has full rank, what is seen is
/// uniform whatever the other rows are.
/// </summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class ViewTests
{
    private const int LogRows = 7, Rows = 1 << LogRows;
    private static readonly Fr omega = Fr.RootOfUnity(LogRows);
    private readonly Fr tau = Fr.Random(), zeta = Fr.Random();

    public static TheoryData<string, int> Columns => new()
    {
        { "y_0", 2 }, { "n_0", 2 }, { "r_0", 2 }, { "mult", 1 }, { "hT", 2 }, { "U_0", 1 }, { "h_0", 1 },
    };

    /// <summary>Seen at tau, and at zeta if it is opened there. Row N-1 of U_0 is the mask's.</summary>
    [Theory, MemberData(nameof(Columns))]
    public void What_is_seen_of_a_column_is_uniform(string column, int seen)
    {
        var line = BlindingLine.Of(column);
        Assert.Equal(seen > 1 || column == "mult", line.Revealed.Contains("evaluation"));
        var rows = line.Rows(Rows).Where(row => column != "U_0" || row != Rows - 1).ToArray();
        Fr[] points = seen == 2 ? [tau, zeta] : [tau];
        Assert.Equal(seen, LinearAlgebra.Rank([.. points.Select(point => At(point, rows))]));
        Assert.True(LinearAlgebra.Rank([.. points.Select(point => At(point, rows[^(seen - 1)..]))]) < seen);
    }

    /// <summary>Their commitments, u at omega zeta, and the quotient, which holds them at omega tau: five functionals.</summary>
    [Fact]
    public void What_is_seen_of_the_running_sums_is_uniform()
    {
        Assert.Equal(5, RankOfSums(BlindingLine.Of("A").Rows(Rows)));
        Assert.Equal(3, RankOfSums([Rows - 1]));
    }

    private int RankOfSums(int[] rows)
    {
        Fr[] coefficients = [Fr.Random(), Fr.Random(), Fr.Random()], others = [Fr.Random(), Fr.Random(), Fr.Random()];
        Fr[] Joint(Fr point, Fr[] scale) => [.. scale.SelectMany(factor => At(point, rows).Select(value => factor * value))];
        Fr[] Alone(int column) => Joint(tau, [.. Enumerable.Range(0, 3).Select(k => k == column ? Fr.One : Fr.Zero)]);
        return LinearAlgebra.Rank([Alone(0), Alone(1), Alone(2), Joint(omega * zeta, coefficients), Joint(omega * tau, others)]);
    }

    /// <summary>L_i(x) for some rows.</summary>
    private static Fr[] At(Fr x, int[] rows) => [.. rows.Select(row =>
        omega.Pow((ulong)row) * (x.Pow(Rows) - Fr.One) * (Fr.FromInt64(Rows) * (x - omega.Pow((ulong)row))).Inverse())];
}
