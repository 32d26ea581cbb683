using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Privacy;

/// <summary>Gauss over the field.</summary>
internal static class LinearAlgebra
{
    /// <summary>Rank of rows, which it changes.</summary>
    public static int Rank(Fr[][] rows)
    {
        var rank = 0;
        for (var column = 0; column < rows[0].Length && rank < rows.Length; column++)
        {
            if (Eliminate(rows, rank, column)) rank++;
        }
        return rank;
    }

    /// <summary>The one solution of equations (coefficients, then the right side), which it changes; null if there is none or more than one.</summary>
    public static Fr[]? Solve(Fr[][] equations)
    {
        var unknowns = equations[0].Length - 1;
        for (var column = 0; column < unknowns; column++)
        {
            if (!Eliminate(equations, column, column)) return null;
        }
        if (equations.Skip(unknowns).Any(equation => !equation[unknowns].IsZero)) return null;
        return [.. equations.Take(unknowns).Select((equation, i) => equation[unknowns] * equation[i].Inverse())];
    }

    /// <summary>Brings a row with an entry in the column to a place and clears the column in all others; false if there is none.</summary>
    private static bool Eliminate(Fr[][] rows, int place, int column)
    {
        var pivot = Array.FindIndex(rows, place, row => !row[column].IsZero);
        if (pivot < 0) return false;
        (rows[place], rows[pivot]) = (rows[pivot], rows[place]);
        var inverse = rows[place][column].Inverse();
        foreach (var row in rows)
        {
            if (row == rows[place] || row[column].IsZero) continue;
            var factor = row[column] * inverse;
            for (var k = column; k < row.Length; k++) row[k] -= factor * rows[place][k];
        }
        return true;
    }
}
